"""Measurements of the product: ratios to a reference measured in the same run, where there is one."""
