"""Queries in a process of their own, which can be ended: the engine cannot be stopped inside one.

The process holds a copy of the graphs that were asked. It is started with the first query that has a
time limit, stays for the next, and gets a new copy before the next query after a write. It ends when
its pipe is closed, so it does not outlive the process that started it.
"""
