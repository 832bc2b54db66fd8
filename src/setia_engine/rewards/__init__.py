"""What each kind of reward is worth, one file per kind; none knows another.

A kind asks for sums (``payments``), turns them into exact money (``pay``) and says by what
weight each line carries its part (``weights``). Adding a kind: its model in ``plan.reward``,
its file here, its meaning in ``reference``, its sentences in ``plan.words``, an example.
"""
