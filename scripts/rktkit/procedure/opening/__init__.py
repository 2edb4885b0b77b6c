"""Opens a cycle: schedule, forms carried over, marks for what people decide."""
