"""Writings of opening hours met on the pages and in the files of communes, and what they become."""

from __future__ import annotations

from .reading import Example

_UNDERSTOOD = {
    # Already in the common form, or nearly.
    "Mo-Fr 08:30-12:00,13:30-17:30": "Mo-Fr 08:30-12:00,13:30-17:30",
    "24/7": "24/7",
    "Apr-Sep 08:00-20:00; Tu off": "Apr-Sep 08:00-20:00; Tu off",
    'Mo 09:00-12:00 "sur rendez-vous"': 'Mo 09:00-12:00 "sur rendez-vous"',
    "Mo-Fr 8:30-12:00": "Mo-Fr 08:30-12:00",
    "mo-fr 9:00 - 12:00": "Mo-Fr 09:00-12:00",
    "Mo-Fr 08:30-12:00 13:30-17:30": "Mo-Fr 08:30-12:00,13:30-17:30",
    "Mo-Fri 08:00-18:00": "Mo-Fr 08:00-18:00",
    "lu-ve 08:30-12:00": "Mo-Fr 08:30-12:00",
    # Hours alone.
    "8h-20h": "08:00-20:00",
    "8h - 20h": "08:00-20:00",
    "7h/22h": "07:00-22:00",
    "6h00-22h00": "06:00-22:00",
    "de 8h à 20h": "08:00-20:00",
    "8:00–12:00 13:30–17:30": "08:00-12:00,13:30-17:30",
    "8.30-12.00 / 13.30-17.00": "08:30-12:00,13:30-17:00",
    "8h30-12h00/13h30-17h30": "08:30-12:00,13:30-17:30",
    "8h30 - 12h - 13h30 - 17h30": "08:30-12:00,13:30-17:30",
    "8h à minuit": "08:00-24:00",
    "18h-2h": "18:00-02:00",
    "8h - coucher du soleil": "08:00-sunset",
    "entre 8h et 20h": "08:00-20:00",
    "Ouverture : 7h30 - Fermeture : 21h": "07:30-21:00",
    "toute l'année de 8h à 20h": "08:00-20:00",
    "24h/24": "24/7",
    "24h/24 et 7j/7": "24/7",
    "7j/7 - 24h/24": "24/7",
    "24 heures sur 24, 7 jours sur 7": "24/7",
    "H24": "24/7",
    "ouvert en permanence": "24/7",
    "Accès libre 24h/24": "24/7",
    "lever au coucher du soleil": "sunrise-sunset",
    "Du lever du soleil à son coucher": "sunrise-sunset",
    "de l’aube au crépuscule": "dawn-dusk",
    "de 8h à la tombée de la nuit": "08:00-dusk",
    # Days.
    "du lundi au vendredi 8h30-12h": "Mo-Fr 08:30-12:00",
    "du lundi au vendredi 8h30-12h et 14h-17h30": "Mo-Fr 08:30-12:00,14:00-17:30",
    "7j/7 de 8h à 20h": "Mo-Su 08:00-20:00",
    "tous les jours de 7h30 à 21h00": "Mo-Su 07:30-21:00",
    "Tous les jours : 8 heures à 19 heures 30": "Mo-Su 08:00-19:30",
    "8h-20h (tous les jours)": "Mo-Su 08:00-20:00",
    "9h-12h et 14h-18h du mardi au samedi": "Tu-Sa 09:00-12:00,14:00-18:00",
    "Lundi au vendredi : 8h30-12h et 13h30-17h30 ; samedi : 9h-12h": (
        "Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00"
    ),
    "Lundi au vendredi 8H00 à 17H30 et samedi 8H30 à 12H30": (
        "Mo-Fr 08:00-17:30; Sa 08:30-12:30"
    ),
    "du lundi au vendredi de 9 à 12 h et de 14 à 18 h, le samedi de 10 à 13 h": (
        "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-13:00"
    ),
    "mardi de 10h à 21h / du mercredi au vendredi de 10h à 18h / le samedi de 9h15 à 18h": (
        "Tu 10:00-21:00; We-Fr 10:00-18:00; Sa 09:15-18:00"
    ),
    "Lundi 9h-12h/14h-21h; mardi 9h-12h;jeudi et vendredi 9h-12h/14h-18h": (
        "Mo 09:00-12:00,14:00-21:00; Tu 09:00-12:00; Th,Fr 09:00-12:00,14:00-18:00"
    ),
    "lundi : fermé\nmardi : 9h-12h\n- mercredi : 9h-12h / 14h-18h": (
        "Mo off; Tu 09:00-12:00; We 09:00-12:00,14:00-18:00"
    ),
    "Du lundi au samedi de 9-13h/14h-20h": "Mo-Sa 09:00-13:00,14:00-20:00",
    "Lun-Ven 8h30/12h": "Mo-Fr 08:30-12:00",
    "lun. - ven. : 8 h 30 - 12 h": "Mo-Fr 08:30-12:00",
    "Lun-Ven 8h-18h, Sam 9h-13h": "Mo-Fr 08:00-18:00; Sa 09:00-13:00",
    "L-M-M-J-V 8h-18h": "Mo-Fr 08:00-18:00",
    "LMMJVS : 9h-12h": "Mo-Sa 09:00-12:00",
    "L au V 8h-18h": "Mo-Fr 08:00-18:00",
    "lun, mer et ven 9h-12h": "Mo,We,Fr 09:00-12:00",
    "lundi, mercredi et vendredi de 9h à 12h": "Mo,We,Fr 09:00-12:00",
    "lundi-mercredi-vendredi 9h-12h": "Mo,We,Fr 09:00-12:00",
    "lundi mardi jeudi vendredi : 8h30-16h30": "Mo,Tu,Th,Fr 08:30-16:30",
    "du mardi au samedi : 10h-12h ; 14h-18h": "Tu-Sa 10:00-12:00,14:00-18:00",
    "Mercredi et samedi après-midi 14h-18h": "We,Sa 14:00-18:00",
    "samedi matin 9h-12h": "Sa 09:00-12:00",
    "semaine : 8h-18h / week-end : 9h-19h": "Mo-Fr 08:00-18:00; Sa-Su 09:00-19:00",
    "8h-18h en semaine, 9h-12h le week-end": "Mo-Fr 08:00-18:00; Sa-Su 09:00-12:00",
    "le 1er samedi du mois 10h-12h": "Sa[1] 10:00-12:00",
    "1er et 3ème mercredis du mois de 14h à 17h": "We[1,3] 14:00-17:00",
    "dernier dimanche de chaque mois 9h-12h": "Su[-1] 09:00-12:00",
    # All but some days.
    "tous les jours sauf mardi 9h-18h": "Mo,We-Su 09:00-18:00",
    "Tous les jours de 8h à 18h sauf dimanche et jours fériés": (
        "Mo-Su 08:00-18:00; Su,PH off"
    ),
    "Ouvert tous les jours sauf le lundi, de 10h à 12h et de 14h à 18h": (
        "Tu-Su 10:00-12:00,14:00-18:00"
    ),
    "tous les jours 8h-20h sauf le dimanche 9h-18h": "Mo-Su 08:00-20:00; Su 09:00-18:00",
    "8h-20h, le lundi 9h-18h": "08:00-20:00; Mo 09:00-18:00",
    "mardi-samedi 10h-18h, fermé le lundi": "Tu-Sa 10:00-18:00; Mo off",
    "Fermé le mardi. Ouvert tous les jours de 9h à 18h": "Mo-Su 09:00-18:00; Tu off",
    "tous les jours 9h-18h, fermé en août": "Mo-Su 09:00-18:00; Aug off",
    "8h-20h, fermé le 25 décembre et le 1er janvier": "08:00-20:00; Dec 25,Jan 01 off",
    "tous les jours de 9h à 18h sauf le 1er mai": "Mo-Su 09:00-18:00; May 01 off",
    "9h-18h / fermé le week-end": "09:00-18:00; Sa-Su off",
    # Holidays.
    "dimanche et jours fériés 9h-12h": "Su,PH 09:00-12:00",
    "tous les jours, jours fériés inclus, 8h-20h": "Mo-Su,PH 08:00-20:00",
    "du lundi au samedi 8h-19h (fermé les jours fériés)": "Mo-Sa 08:00-19:00; PH off",
    "Mercredi et vacances scolaires : 14h-18h": "We,SH 14:00-18:00",
    "mercredi 14h-18h hors vacances scolaires": "We 14:00-18:00; SH off",
    # Seasons.
    "d'avril à septembre : 8h-21h": "Apr-Sep 08:00-21:00",
    "avril-sept. : 7h30-20h30 / oct.-mars : 8h-18h": "Apr-Sep 07:30-20:30; Oct-Mar 08:00-18:00",
    "8h-21h d'avril à septembre et 8h-18h d'octobre à mars": (
        "Apr-Sep 08:00-21:00; Oct-Mar 08:00-18:00"
    ),
    "du 1er avril au 30 septembre : 7h-22h; du 1er octobre au 31 mars : 8h-18h": (
        "Apr 01-Sep 30 07:00-22:00; Oct 01-Mar 31 08:00-18:00"
    ),
    "Du 1er avril au 30 septembre : 9h - 18h, Du 1er octobre au 31 mars :  9h - 17h": (
        "Apr 01-Sep 30 09:00-18:00; Oct 01-Mar 31 09:00-17:00"
    ),
    "du 15/06 au 15/09 de 10h à 19h": "Jun 15-Sep 15 10:00-19:00",
    "du 1er au 30 septembre 9h-12h": "Sep 01-30 09:00-12:00",
    "8h-18h, juillet-août 8h-22h": "08:00-18:00; Jul-Aug 08:00-22:00",
    "Été (du 1er avril au 30 septembre) : Lundi au Samedi de 9h à 19h. Dimanche de 9h à 12h15. "
    "Hiver (du 1er octobre au 31 mars) : Lundi au Samedi de 9h à 18h. Fermé les jours fériés.": (
        "Apr 01-Sep 30 Mo-Sa 09:00-19:00; Apr 01-Sep 30 Su 09:00-12:15; "
        "Oct 01-Mar 31 Mo-Sa 09:00-18:00; PH off"
    ),
}  # fmt: skip

_NOT_UNDERSTOOD = (
    "Mo-Fr 08:30-12:00,13:30-17:30; Sa 08:3 12:00",
    "selon la météo",
    "sur rendez-vous",
    "libre accès",
    "Fermé le mardi",
    "Lundi",
    "8h-20h en été",
    "été 8h-20h / hiver 9h-17h",
    "8h à la nuit",
    "8h et 12h",
    "8-20",
    "25h-26h",
    "17h-12h",
    "31 février au 3 mars 8h-10h",
    "01.04-15.10",
    "de mi-avril à octobre 8h-20h",
    "tous les jours de 9h à 19h (18h en hiver)",
    "fermé le mercredi après-midi",
    "lundi 9h-12h fermé mardi 14h-17h",
    "lundi au vendredi 8h30-12h ; mardi 14h-17h",
    "samedi 9h-12h ; 1er samedi du mois 14h-17h",
    "lundi-vendredi 8h-18h ; juillet et août : 8h-12h",
    "en semaine 8h-18h",
    "8h-20h le reste de l'année",
    "le 1er mai 8h-20h",
    "8h-20h jusqu'au 30 septembre",
    "8h-18h du lundi au vendredi (17h le vendredi)",
    "du lundi au vendredi 8am-6pm",
    "NC",
)

EXAMPLES = (
    *(Example(raw, value) for raw, value in _UNDERSTOOD.items()),
    *(Example(raw, None) for raw in _NOT_UNDERSTOOD),
)
