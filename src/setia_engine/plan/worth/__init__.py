"""What a plan is worth on an assumed performance: examples for people, no evaluation.

Small and exact, for one party in one window without lines; where a plan pays on something
that it does not measure, the assumed prices are told beside the result.
"""
