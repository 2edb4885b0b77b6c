"""Workbooks that were not made here: Renja, DPA, RKA, Renstra and Evaluasi Renja, read by their column headings."""
