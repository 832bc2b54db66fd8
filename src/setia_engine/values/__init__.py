"""Values that every room shares: exact numbers, windows of time, zones, problems.

Frozen, total, without input or output. Money is whole minor units, quantity whole
thousandths, a rate whole millionths; nothing here knows a table or a plan.
"""
