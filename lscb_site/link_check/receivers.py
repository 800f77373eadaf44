"""What follows at once from what somebody saved."""

from django.contrib.redirects.models import Redirect
from django.db.models.signals import post_save

from lscb_site.link_check.missing import forget_names, redirect_saved
from resources.erasing import names_forgotten


def connect() -> None:
    post_save.connect(redirect_saved, sender=Redirect, dispatch_uid="lscb_site.link_check.missing")
    names_forgotten.connect(forget_names, dispatch_uid="lscb_site.link_check.forget_names")
