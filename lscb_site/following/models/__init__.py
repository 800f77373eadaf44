"""Followers and what they ask for, the record of changes that are told, and the letters."""

from lscb_site.following.models.changes import Change
from lscb_site.following.models.followers import Follow, Follower, FollowRequest, Rhythm
from lscb_site.following.models.letters import Letter, Told

__all__ = ["Change", "Follow", "FollowRequest", "Follower", "Letter", "Rhythm", "Told"]
