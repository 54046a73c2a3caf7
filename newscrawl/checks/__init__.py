"""Which outlets there are, how their sections are doing, and pages kept as test cases."""
