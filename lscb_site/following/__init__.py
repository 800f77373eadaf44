"""Being told: who follows what, what changed that is told, and the letters that tell it (decision 45).

A change is recorded in its own transaction, whatever saved it. A worker gathers what became due into one letter for a
follower and a period, and sends it. Every step is found again from its rows, so a process that dies loses nothing.
"""
