"""What an RKT is: typed values, one schema for every file, numbers, units and working days. Pure."""
