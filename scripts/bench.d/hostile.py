# SPDX-License-Identifier: MIT
"""hostile - pages of up to 1 MB made to cost their reader as much as they can."""

MB = 1_000_000


def fill(unit, head="", tail=""):
    return head + unit * ((MB - len(head) - len(tail)) // len(unit)) + tail


def numbered(template):
    parts, length = [], 0
    for i in range(MB):
        part = template.format(i)
        length += len(part)
        if length > MB:
            break
        parts.append(part)
    return "".join(parts)


def pages():
    """{name: page}"""
    return {
        "deep": fill("<div>"),
        "deep-inline": fill("<b><i><u>"),
        "misnested": fill("<a><p>"),
        "misnested-many": fill("<b><i><p></b></i>"),
        "fonts": numbered("<p><font color={}>"),
        "tables": fill("<table><tr><td>"),
        "foster": fill("<b>x<tr>", "<table>"),
        "attributes": "<p " + numbered("a{}=1 ")[:MB - 20] + ">x</p>",
        "elements": fill("<br>"),
        "links": numbered("<a href=/{0}>link {0}</a>\n"),
        "classes": numbered("<p class='c{0} d{0} related post-{0}'>x</p>"),
        "references": fill("&amp;&#65;&notit;"),
        "comments": fill("<!--x-->"),
        "unclosed": "<title>" + "x" * (MB - 10),
        "formatting": fill("<nobr><nobr>"),
        "select": fill("<select><option>"),
        "svg": fill("<svg><g>"),
        "templates": fill("<template>"),
        "json": ('<script type="application/ld+json">'
                 + "[" * (MB - 60) + "</script><p>x"),
        "dates": fill("3 March 2019, 11 Mai 2018; "),
        "labels": fill("<p>Related post: <a href=/x>x</a></p>"),
        "headings": numbered("<h2>title {0}</h2>"),
        "lists": fill("<ul><li>"),
        "items": numbered("<li>item {}"),
        "terms": numbered("<dt>x{}<dd>y"),
        "cells": "<table>" + numbered("<tr><td>{0}<td>x")[:MB - 10],
        "breaks": fill("a<br><br>"),
        "short-headings": fill("<h1>x</h1>"),
        "buttons": fill("<button><p>"),
        "one-word": "<p>" + "x" * (MB - 10),
    }
