"""Figures of the running site for Prometheus, at /metrics (decision 47)."""
