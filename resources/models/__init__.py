"""The library: documents, their editions and the files of each edition.

A document is the work; an edition is one issue of it; a file is what a reader downloads. Which edition is the newest
is never stored: it is read from what is live. Whether it is in force is stated by a person, or by nobody.
"""

from resources.models.collections import Collection, CollectionItem
from resources.models.documents import Document
from resources.models.downloads import DownloadCount
from resources.models.editions import Comparison, Correction, Edition, ordinal
from resources.models.files import EditionFile, FilePage, FormerFile
from resources.models.findings import ErasedFile, PrivateFinding
from resources.models.force import ClaimsForce, StatementOfForce
from resources.models.labels import Audience, Publisher, Topic
from resources.models.sources import Source

__all__ = [
    "Audience",
    "ClaimsForce",
    "Collection",
    "CollectionItem",
    "Comparison",
    "Correction",
    "Document",
    "DownloadCount",
    "Edition",
    "EditionFile",
    "ErasedFile",
    "FilePage",
    "FormerFile",
    "PrivateFinding",
    "Publisher",
    "Source",
    "StatementOfForce",
    "Topic",
    "ordinal",
]
