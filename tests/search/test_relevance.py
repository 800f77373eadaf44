"""How good the answers to the judged questions are. They were written before anything was tuned (see judged/)."""

from lscb_site.content.loading.sequence import CONTENT
from lscb_site.search.models import GlossaryTerm
from tests.benchmarks.relevance import mean_reciprocal_rank, questions

GOAL = 0.80


def test_there_are_enough_questions_and_terms(loaded_site):
    assert len(questions()) >= 80
    assert GlossaryTerm.objects.count() >= 60
    assert (CONTENT / "glossary.csv").exists()


def test_the_right_answer_is_near_the_top(loaded_site):
    ours, ranks = mean_reciprocal_rank()
    plain, _ = mean_reciprocal_rank(plain=True)
    assert ours >= GOAL, [(question.text, rank) for question, rank in ranks if rank != 1]
    assert ours > plain
