"""Sentences of the step `clean` on years, days and hours."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "not-a-year": (
        N_("Line {row}: “{value}” in “{column}” is not a year."),
        N_("Write the four digits of the year, for instance 1982.{or_empty}"),
    ),
    "not-a-date": (
        N_("Line {row}: “{value}” in “{column}” is not a date."),
        N_("Write the day, the month and the year, for instance 31/12/2024."),
    ),
    "in-the-future": (
        N_("Line {row}: “{value}” in “{column}” is in the future."),
        N_("Check the year."),
    ),
    "date-order": (
        N_("In “{column}”, does a date such as “{example}” begin with the day or with the month?"),
        "",
    ),
    "short-year": (
        N_("In “{column}”, which date or year is “{value}”?"),
        "",
    ),
    "year-made-a-date": (
        N_(
            "“{value}” in “{column}” looks like a year that the spreadsheet shows as a date. "
            "Which year is it?"
        ),
        "",
    ),
    "several-years": (
        N_("“{value}” in “{column}” gives several years. Which one should be kept?"),
        "",
    ),
    "day-unknown": (
        N_(
            "In “{column}”, dates such as “{example}” do not give the day. Which one should be "
            "kept?"
        ),
        "",
    ),
    "unclear-days": (
        N_("“{value}” in “{column}” is neither a day nor a period. Which one is it?"),
        N_("For instance 2024-03-14, or 2024-03-14/2025-03-14."),
    ),
    "unclear-moment": (
        N_("“{value}” in “{column}”: which day and hour are meant?"),
        N_("For instance 2024-12-31T08:00:00Z, in universal time."),
    ),
    "unclear-year": (
        N_("“{value}” in “{column}” is not a year. Which year is it?"),
        N_("Write its four digits.{or_empty}"),
    ),
    "unclear-date": (
        N_("“{value}” in “{column}” is not a date. Which day is it?"),
        N_("For instance 31/12/2024.{or_empty}"),
    ),
    "future-date": (
        N_("“{value}” in “{column}” is in the future. Which date or year is it?"),
        "{or_empty}",
    ),
    "not-a-time": (
        N_("Line {row}: “{value}” in “{column}” is not an hour."),
        N_("Write it as 08:30.{or_empty}"),
    ),
    "unclear-time": (
        N_("“{value}” in “{column}” is not an hour. Which hour is it?"),
        N_("For instance 08:30.{or_empty}"),
    ),
    "midnight": (
        N_("“{value}” in “{column}” is not an hour of the day. Which one should be kept?"),
        "",
    ),
    "several-times": (
        N_("“{value}” in “{column}” gives several hours. Which one should be kept?"),
        "",
    ),
    "short-years": (
        N_("In “{column}”, years are on two digits, as in “{example}”. Which years are they?"),
        "",
    ),
    "date-order-decided:day/month": (
        N_(
            "In “{column}”, other dates show that the day comes first: “{value}” was read as "
            "{after} (year-month-day)."
        ),
        "",
    ),
    "date-order-decided:month/day": (
        N_(
            "In “{column}”, other dates show that the month comes first: “{value}” was read as "
            "{after} (year-month-day)."
        ),
        N_("Check one of these dates."),
    ),
    "filled-date": (
        N_("“{value}” in “{column}” looks like a date put there by a program. Which day is it?"),
        "{or_empty}",
    ),
    "several-dates": (
        N_("“{value}” in “{column}” gives several dates. Which one should be kept?"),
        "",
    ),
    "other-weekday": (
        N_(
            "In “{value}” (“{column}”), the day of the week is not that of the date. Which day "
            "is it?"
        ),
        "",
    ),
}

RULES: dict[str, str] = {
    "year-of-date": N_("Year of the date"),
    "date-writing": N_("Date written year-month-day"),
    "spreadsheet-date": N_("Date stored as a number by the spreadsheet"),
    "insee-today": N_("INSEE code of today"),
    "date-order": N_("Order of the day and the month"),
    "date-order:day/month": N_("The day"),
    "date-order:month/day": N_("The month"),
    "short-year": N_("Year on two digits"),
    "year-made-a-date": N_("Year turned into a date"),
    "several-years": N_("Several years"),
    "day-unknown": N_("Day not given"),
    "unclear-year": N_("Year not recognised"),
    "unclear-date": N_("Date not recognised"),
    "future-date": N_("Date in the future"),
    "time-writing": N_("Hour written 08:30"),
    "spreadsheet-time": N_("Hour stored as a number by the spreadsheet"),
    "filled-date": N_("Date put there by a program"),
    "short-years": N_("Years on two digits"),
    "short-years:latest": N_("The latest ones: 24 is 2024, 98 is 1998"),
    "short-years:1900": N_("Those of the last century: 24 is 1924"),
    "day-unknown:first": N_("The first day of the month or of the year"),
    "day-unknown:last": N_("The last day of the month or of the year"),
    "date-order-decided:day/month": N_("Day first, as the column shows"),
    "date-order-decided:month/day": N_("Month first, as the column shows"),
    "several-dates": N_("Several dates"),
    "other-weekday": N_("Day of the week that is not that of the date"),
    "several-times": N_("Several hours"),
    "midnight": N_("Hour after the end of the day"),
    "not-a-time": N_("Hour not recognised"),
    "unclear-time": N_("Hour not recognised"),
    "not-a-year": N_("Year not recognised"),
    "not-a-date": N_("Date not recognised"),
    "in-the-future": N_("Date in the future"),
    "unclear-days": N_("Neither a day nor a period"),
    "unclear-moment": N_("Day and hour to be made clear"),
    "two-days": N_("Period written with its two days"),
    "whole-period": N_("Year, quarter or month written with its first and last day"),
    "moment": N_("Day and hour in universal time"),
}
