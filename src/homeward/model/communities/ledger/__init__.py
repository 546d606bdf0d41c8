"""The ledger: who moves, who is harmed, and where they go; a file for each stock that people leave (model §5).

Exits that compete for one stock are hazards. Families who move are drawn first, with their share of the chance of any
exit; the people left are then harmed one by one, with the chance that remains. A stock cannot be overdrawn, and an exit
of hazard zero changes no other number. What is drawn is entered at once, under both stocks; each stage draws from
people whom no other stage of the day has moved.
"""
