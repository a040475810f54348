"""Standards of the work that lasts, beside those of the front door."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0009_moves")]

    operations = [
        migrations.AlterField(
            "standardchange",
            "code",
            models.TextField(
                choices=[
                    ("answer", "Answer whoever asks at the public door within"),
                    ("decide", "Decide on a referral within"),
                    ("ask", "Ask the child and the family within"),
                    ("allocate", "Allocate a worker after their yes within"),
                    ("first_contact", "Make first contact after allocation within"),
                    ("transfer", "Answer whoever asks you to take work over within"),
                    ("goodbye", "A child has met both workers after a change within"),
                    ("pause", "Work with a child rests at a time for at most"),
                    ("cover", "A colleague covers at a time for at most"),
                    ("link", "A link for somebody without an account works for"),
                    ("door", "Keep what was answered at the door for"),
                    ("declined", "Keep a referral that nobody took up for"),
                ]
            ),
        ),
    ]
