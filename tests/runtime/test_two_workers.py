"""Two web processes under gunicorn, and a third program that changes something."""

import subprocess
import sys
from urllib.request import urlopen

from tests.print_stamp import without_stamp
from tests.running_site import TOP

CHANGE = """
from news.models import Post
post = Post.objects.live().first()
post.title = "Changed by another program"
post.save()
"""


def test_every_worker_sees_a_change_at_once(site):
    def news() -> str:
        with urlopen(f"{site.address}/news/") as page:
            return without_stamp(page.read().decode())

    before = {news() for _ in range(40)}  # each worker has its page ready now
    assert len(before) == 1
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", CHANGE]
    subprocess.run(command, cwd=TOP, env=site.environment, check=True)
    assert all("Changed by another program" in news() for _ in range(40))
