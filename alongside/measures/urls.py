"""Addresses of measures."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from alongside.measures import views

app_name = "measures"


class FileKind(StringConverter):
    """The kinds of file that figures can be taken away as."""

    regex = "csv|xlsx"


register_converter(FileKind, "file_kind")

urlpatterns = [
    path("measures/", views.overview, name="overview"),
    path("measures/<file_kind:kind>/", views.export_overview, name="export_overview"),
    path("measures/board/", views.board, name="board"),
    path("measures/board/<file_kind:kind>/", views.export_board, name="export_board"),
    path("measures/<slug:code>/", views.measure, name="measure"),
    path("measures/<slug:code>/<file_kind:kind>/", views.export_measure, name="export_measure"),
    path("measures/<slug:code>/missing/<slug:what>/", views.lacking, name="lacking"),
]
