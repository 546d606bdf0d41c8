"""How well registered numbers of camps are met, beside what anybody could have said (model §12)."""
