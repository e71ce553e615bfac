from django.urls import path

from listings.api import question

urlpatterns = [
    path("listings/<str:code>/questions/", question.PublicQuestionsDoor.as_view(), name="listing_questions"),
    path("listings/<str:code>/ask/", question.AskQuestionDoor.as_view(), name="ask_question"),
    path("questions/", question.QuestionsDoor.as_view(), name="questions"),
    path("questions/<int:pk>/", question.QuestionDoor.as_view(), name="question"),
    path("questions/<int:pk>/answer/", question.WriteDoor.as_view(), name="answer_question"),
]
