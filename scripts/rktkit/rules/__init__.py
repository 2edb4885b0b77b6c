"""What a good plan is: every rule, one module a family, and the check that runs them all."""
