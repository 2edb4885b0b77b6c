"""The SOP as a state: what is done, by whom, how late, and who has the ball."""
