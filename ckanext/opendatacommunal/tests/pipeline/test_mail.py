"""Mails as they were saved: their attachments are files of the commune that sent them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.consolidating.mail import NoMail, attachments
from ckanext.opendatacommunal.consolidating.naming import Names

from .mails import FIELDS, LYON_METROPOLE, as_csv, parks
from .parks import BRON, MIONS, gabarit
from .test_consolidate import BRON_NAME, MIONS_NAME, Mailbox


def table(insee: str, count: int = 3, *, named: bool = True, start: int = 0) -> bytes:
    commune = communes.get(insee)
    assert commune is not None
    return as_csv(FIELDS, parks(commune, count, named=named, start=start), "utf-8", ";")


def mail(
    *files: tuple[str, bytes],
    sender: str = "Accueil <accueil@exemple.invalid>",
    subject: str = "Vos parcs",
    sent: str = "Tue, 01 Oct 2024 10:00:00 +0200",
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, sent
    message.set_content("Bonjour,\n\nVoici notre fichier.\n")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="x", filename=name)
    return message


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path)


@pytest.mark.parametrize(
    ("sender", "subject", "said"),
    [
        ("Service technique <technique@ville-bron.fr>", "fichier", "l’expéditeur du courriel"),
        ("Mairie de Bron <mairie0345@orange.fr>", "fichier", "l’expéditeur du courriel"),
        ("Léa Mions <lea.mions@orange.fr>", "RE: données des parcs (Bron)", "l’objet du courriel"),
    ],
)
def test_the_sender_or_the_subject_says_whose_file_it_is(
    mailbox: Mailbox, sender: str, subject: str, said: str
) -> None:
    file = ("liste.csv", table(BRON, named=False))
    mailbox.put("envoi.eml", bytes(mail(file, sender=sender, subject=subject)))
    assert mailbox.run().doubts == ()
    assert len(mailbox.names(BRON_NAME)) == 3
    line = mailbox.board()[BRON_NAME]
    assert line["Fichier"] == "envoi.eml/liste.csv"
    assert said in line["À savoir"]
    assert f"Pièce jointe du courriel « {subject} »" in line["À savoir"]
    assert "01/10/2024" in line["À savoir"]


def test_nothing_changes_when_nothing_has_changed(mailbox: Mailbox) -> None:
    mailbox.put("bron.eml", bytes(mail(("liste.csv", table(BRON)))))
    mailbox.run()
    assert mailbox.run().unchanged


def test_a_mail_of_one_commune_with_the_rows_of_another_is_a_doubt(mailbox: Mailbox) -> None:
    message = mail(("liste.csv", table(MIONS)), sender="mairie@ville-bron.fr")
    mailbox.put("envoi.eml", bytes(message))
    (doubt,) = mailbox.run().doubts
    assert doubt[0] == "envoi.eml/liste.csv"
    assert BRON_NAME in doubt[1]
    assert MIONS_NAME in doubt[1]


def test_of_two_mails_the_later_is_the_newer_version(mailbox: Mailbox) -> None:
    later = mail(("parcs.csv", table(BRON, 4)), sent="Wed, 02 Oct 2024 09:00:00 +0000")
    mailbox.put("1.eml", bytes(later))
    mailbox.put("2.eml", bytes(mail(("parcs.csv", table(BRON, 3)))))
    assert mailbox.run().doubts == ()
    assert len(mailbox.names(BRON_NAME)) == 4
    assert "1.eml/parcs.csv" in mailbox.board()["2.eml/parcs.csv"]["À savoir"]


def test_a_forwarded_mail_is_of_who_wrote_it_first(mailbox: Mailbox) -> None:
    first = mail(("liste.csv", table(BRON, named=False)), sender="mairie@ville-bron.fr")
    outer = mail(sender="operateur@exemple.invalid", subject="TR: parcs")
    outer.add_attachment(first)
    mailbox.put("envoi.eml", bytes(outer))
    mailbox.run()
    assert len(mailbox.names(BRON_NAME)) == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.eml", bytes(mail()), "pas de pièce jointe"),
        ("casse.eml", b"\x00\x01 rien de lisible", "abîmé"),
        ("message.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format d’Outlook"),
        ("boite.mbox", b"From x\n", "boîte de courriels"),
        ("tnef.eml", bytes(mail(("winmail.dat", b"\x78\x9f\x3e\x22"))), "format d’Outlook"),
    ],
)
def test_what_is_not_read_of_mails_says_so(
    mailbox: Mailbox, name: str, content: bytes, said: str
) -> None:
    mailbox.put(name, content)
    mailbox.run()
    lines = [line for file, line in mailbox.board().items() if file.startswith(name)]
    assert [said in line["À savoir"] for line in lines] == [True]


def test_pictures_of_a_signature_are_no_files_of_the_mail(tmp_path: Path) -> None:
    message = mail(("parcs.csv", b"a;b\n"))
    message.add_attachment(
        b"\x89PNG", maintype="image", subtype="png", filename="image001.png", disposition="inline"
    )
    (tmp_path / "m.eml").write_bytes(bytes(message))
    assert [each.name for each in attachments(tmp_path / "m.eml")] == ["parcs.csv"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (("parcs.csv", "PARCS.csv"), ("parcs.csv", "PARCS (2).csv")),
        (("../../etc/passwd", "C:\\Temp\\été.xlsx"), ("passwd", "été.xlsx")),
        (("a\r\nb.csv",), ("ab.csv",)),
    ],
)
def test_names_of_attachments(tmp_path: Path, given: tuple[str, ...], shown: tuple[str]) -> None:
    message = mail(*((name.replace("\r\n", "\x07"), b"x") for name in given))
    (tmp_path / "m.eml").write_bytes(bytes(message))
    assert tuple(each.name for each in attachments(tmp_path / "m.eml")) == shown


def test_a_name_may_be_in_any_encoding(tmp_path: Path) -> None:
    """As old programs write it: encoded like a subject, in the middle of a quoted name."""
    text = (
        "From: =?iso-8859-1?Q?Mairie_de_G=E9nas?= <x@y.fr>\r\nSubject: =?utf-8?B?w6l0w6k=?=\r\n"
        'Date: nulle\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        '--b\r\nContent-Type: text/csv; name="=?iso-8859-1?Q?donn=E9es.csv?="\r\n\r\na;b\r\n--b--'
    )
    (tmp_path / "m.eml").write_bytes(text.encode("ascii"))
    (found,) = attachments(tmp_path / "m.eml")
    assert (found.name, found.mail.subject) == ("données.csv", "été")
    assert found.mail.sender == "Mairie de Génas <x@y.fr>"
    assert found.mail.sent is None


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 3000,
        b"Subject: =?utf-8?B?////?=\r\nContent-Type: text/csv; name*0*=x''%ff\r\n\r\nx",
        b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n\xff===",
    ],
)
def test_a_hostile_mail_is_no_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.eml").write_bytes(content)
    try:
        found = attachments(tmp_path / "m.eml")
    except NoMail:
        return
    assert all(each.name and "/" not in each.name for each in found)


@pytest.mark.parametrize(
    ("address", "sender", "codes"),
    [
        ("accueil@mairie-bron.fr", "", [BRON]),
        ("jean.bron@orange.fr", "Jean Bron <jean.bron@orange.fr>", []),
        ("mairie.bron@orange.fr", "", [BRON]),
        ("jean.bron@ville-mions.fr", "Jean Bron <…>", [MIONS]),
        ("donnees@grandlyon.com", "Jean Bron <…>", []),
    ],
)
def test_a_person_is_no_commune(address: str, sender: str, codes: list[str]) -> None:
    names = Names(LYON_METROPOLE, [gabarit()])
    found = [code for hint in names.of_mail(address, sender, "") for code in hint["codes"]]
    assert found == codes
