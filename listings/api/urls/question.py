from django.urls import path

from listings.api import follow, question, question_oversight

urlpatterns = [
    path("listings/<str:code>/questions/", question.PublicQuestionsDoor.as_view(), name="listing_questions"),
    path("listings/<str:code>/ask/", question.AskQuestionDoor.as_view(), name="ask_question"),
    path("questions/", question.QuestionsDoor.as_view(), name="questions"),
    path("questions/<int:pk>/", question.QuestionDoor.as_view(), name="question"),
    path("questions/<int:pk>/answer/", question.WriteDoor.as_view(), name="answer_question"),
    path("questions/<int:pk>/decline/", question.DeclineDoor.as_view(), name="decline_question"),
    path("questions/<int:pk>/withdraw/", question.WithdrawQuestionDoor.as_view(), name="withdraw_question"),
    path("questions/<int:pk>/report/", question_oversight.ReportDoor.as_view(), name="report_question"),
    path("questions/<int:pk>/block/", question_oversight.BlockDoor.as_view(), name="block_asker"),
    path("questions/<int:pk>/settle/", question_oversight.SettleReportsDoor.as_view(), name="settle_reports"),
    path("questions/<int:pk>/stop/", question_oversight.StopDoor.as_view(), name="stop_question"),
    path("questions/<int:pk>/restore/", question_oversight.RestoreDoor.as_view(), name="restore_question"),
    path("follows/", follow.FollowsDoor.as_view(), name="follows"),
]
