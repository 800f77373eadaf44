"""The library: documents, their editions and the files of each edition.

A document is the work; an edition is one issue of it; a file is what a reader downloads. Which edition is current is
never stored: it is the newest live one.
"""

from resources.models.collections import Collection, CollectionItem
from resources.models.documents import Document
from resources.models.editions import Comparison, Correction, Edition, ordinal
from resources.models.files import DownloadCount, EditionFile, FilePage, FormerFile
from resources.models.labels import Audience, Publisher, Topic

__all__ = [
    "Audience",
    "Collection",
    "CollectionItem",
    "Comparison",
    "Correction",
    "Document",
    "DownloadCount",
    "Edition",
    "EditionFile",
    "FilePage",
    "FormerFile",
    "Publisher",
    "Topic",
    "ordinal",
]
