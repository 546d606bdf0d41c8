"""The community model: who flees, where they go, what they believe, who goes home (model §3-§9)."""
