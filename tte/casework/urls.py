from django.urls import path

from tte.casework.views import board, case

app_name = "casework"

urlpatterns = [
    path("cases/board/", board.board, name="board"),
    path("cases/next/<str:kind>/", case.claim_most_urgent, name="claim_next"),
    path("cases/<int:pk>/claim/", case.claim, name="claim"),
    path("cases/<int:pk>/release/", case.release, name="release"),
    path("cases/<int:pk>/notes/", case.note, name="note"),
    path("cases/<int:pk>/marks/", case.mark, name="mark"),
    path("cases/<int:pk>/hand-over/", case.hand_over, name="hand_over"),
    path("cases/<int:pk>/assign/", case.assign, name="assign"),
    path("cases/corrections/<int:pk>/close/", case.close, name="close_correction"),
    path("cases/corrections/<int:pk>/drop/", case.drop, name="drop_correction"),
]
