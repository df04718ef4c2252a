"""The style sheet of the web pages that are written: readable in light and dark, on a phone and on paper."""

from __future__ import annotations

SHEET = """
:root{color-scheme:light dark;--ink:#1c1b1a;--paper:#fff;--soft:#57534e;--line:#d6d3d1;--red:#a3161f;--link:#1d4f91;
--in:#14532d;--out:#7f1d1d;--tint:#fff3c4}
@media (prefers-color-scheme:dark){:root{--ink:#eceae7;--paper:#191817;--soft:#b5b0aa;--line:#45413d;--red:#ff9d96;
--link:#9cc4ff;--in:#8fd6a4;--out:#f4a3a3;--tint:#55480f}}
body{margin:0 auto;max-width:42rem;padding:2rem 1.25rem 4rem;color:var(--ink);background:var(--paper);
font:1.0625rem/1.55 Georgia,"Times New Roman",serif;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.8em 0 .5em;font-family:system-ui,sans-serif;text-wrap:balance}
h1.title{margin-top:0;font-size:1.9rem}.subtitle{color:var(--soft);margin-top:-.3em}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;border-block:1px solid var(--line);
padding:.7em 0}dl.facts dt{color:var(--soft)}dl.facts dd{margin:0}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.number{font-weight:600;font-variant-numeric:tabular-nums}
ul[role=list],ol[role=list]{list-style:none;padding-left:1.6em}.marker{color:var(--soft)}
p[data-level]{padding-left:1.6em}
blockquote{margin:1em 0;padding-left:1em;border-left:3px solid var(--line)}
table{border-collapse:collapse;width:100%;margin:1em 0}th,td{border:1px solid var(--line);padding:.35em .6em;
text-align:left;vertical-align:top}
.red,p.disputed,.label{color:var(--red)}mark{background:var(--tint);color:inherit}
ins{color:var(--in);text-decoration:underline}del{color:var(--out);text-decoration:line-through}
.gone{color:var(--out);text-decoration:line-through}.legend{font-style:italic}
.moved{text-decoration-style:double}
sup.note,a.comment{font-size:.8em;line-height:0}section.notes,aside.comments,footer.running{margin-top:3em;
border-top:1px solid var(--line);font-size:.92em}.by,footer.running{color:var(--soft)}
@media print{body{max-width:none;padding:0;color:#000;background:#fff}a{color:inherit}h1,h2,h3{break-after:avoid}
tr,li{break-inside:avoid}}
"""
