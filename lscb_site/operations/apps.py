from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "lscb_site.operations"
    verbose_name = "Operations"

    def ready(self):
        from lscb_site.operations import checks  # noqa: F401 - registers them
        from lscb_site.operations.metrics.counting import count_search_without_results
        from lscb_site.search.misses import nothing_found

        nothing_found.connect(count_search_without_results, dispatch_uid="operations.metrics")
