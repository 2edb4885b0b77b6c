"""A filled-in workbook of ours back into the Form RKT, with every problem told by sheet and cell."""
