"""The only room of the batch that multiplies, divides or rounds.

``exact`` works on columns of awards, ``expressions`` inside an engine; ``columns`` carries
numbers from one to the other without loss.
"""
