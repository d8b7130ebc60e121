"""How the public server runs: ``gunicorn`` in the project's folder, nothing more.

The environment may change the address and the number of workers.
"""

from __future__ import annotations

import os

wsgi_app = "config.wsgi"
pythonpath = "site"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", str(2 * (os.cpu_count() or 1) + 1)))
# A thread waits for the database while its neighbour computes.
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "2"))
timeout = 60
graceful_timeout = 30
# Workers are renewed now and then, not all at once.
max_requests = 10_000
max_requests_jitter = 1_000
# The heartbeat file on a disk can block a worker; in memory it cannot.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
control_socket_disable = True
# Addresses of people and query strings stay out of the access log; the proxy keeps its own.
accesslog = None
errorlog = "-"
