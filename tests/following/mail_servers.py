"""Mail servers that answer as a test says."""

import smtplib


class MailServer:
    """Answers each letter with the next of `answers`: None takes it, an exception is raised."""

    def __init__(self, *answers):
        self.answers, self.taken = list(answers), []

    def open(self):
        return True

    def close(self):
        pass

    def send_messages(self, messages):
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.taken += messages
        return len(messages)


def refusal(code):
    return smtplib.SMTPRecipientsRefused({"reader@example.org": (code, b"reader@example.org is not known")})
