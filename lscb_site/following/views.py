"""The pages of followers. Written by the pages' part of this work."""

from django.views import View


class Overview(View): ...


class AskToFollow(View): ...


class Confirm(View): ...


class Mine(View): ...


class MyData(View): ...


class Stop(View): ...
