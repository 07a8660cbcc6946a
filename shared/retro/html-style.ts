/** How the HTML file looks: light, or dark where the reader's system is; on paper always light. */

export const RETRO_STYLE = `
:root{color-scheme:light;--page:#eceef1;--sheet:#fff;--ink:#16191d;--muted:#56606c;--line:#e0e4e9;--wash:#f6f7f9;--accent:#0a64b4;--late:#b0265e;
--harm:#fff4e2;--relief:#e9f8f0;--unnoticed:#efb066;--deciding:#7fb2e6;--acting:#6cc59a;--over:#c3cad3;
--mono:"JetBrains Mono",ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;
--sans:Inter,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
*{box-sizing:border-box;margin:0}
body{background:var(--page);color:var(--ink);font:14px/22px var(--sans);font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased}
main{padding:24px 16px}
article{max-width:900px;margin:0 auto;background:var(--sheet);padding:52px 60px 40px;border-radius:6px;box-shadow:0 1px 3px #0002}
p,li,dd,td,th,h1,h3{unicode-bidi:plaintext;text-align:left;overflow-wrap:anywhere;white-space:pre-line}
time{white-space:nowrap}
.heading{display:flex;flex-wrap:wrap;gap:2px 14px;font-size:12px;line-height:18px;color:var(--muted)}
.heading .figure{color:var(--accent)}
h1{font-size:27px;line-height:34px;letter-spacing:-.02em;margin:6px 0 20px}
ul.tiles{list-style:none;padding:0;display:flex;flex-wrap:wrap;border:1px solid var(--line);border-radius:10px;overflow:hidden}
.tiles li{flex:1 1 130px;padding:10px 14px 12px;margin:0 0 -1px -1px;border:solid var(--line);border-width:0 0 1px 1px;font-size:12px;line-height:17px;color:var(--muted)}
.tiles b,.tiles span,.tiles small{display:block}
.tiles b{font:600 17px/26px var(--mono);letter-spacing:-.03em;color:var(--ink)}
.tiles b .quiet{font:500 13px/26px var(--sans);letter-spacing:0}
.tiles b span{display:inline}
.tiles span{color:var(--ink)}
.tiles small{font-size:11.5px;line-height:16px}
ol.course{list-style:none;padding:0;display:flex;flex-wrap:wrap;margin:22px 0 0;gap:8px 3px}
.course li{flex:1 1 0;min-width:90px;font-size:11.5px;line-height:16px;color:var(--muted)}
.course li:last-child{flex:0 0 90px}
.course i{display:block;height:22px;margin-bottom:5px;padding:0 8px;border-radius:4px;font:600 11px/22px var(--mono);letter-spacing:-.02em;color:#16191d;background:var(--over);white-space:nowrap;overflow:hidden}
.course b,.course span{display:block;padding-right:4px;overflow-wrap:normal}
.course b{font:600 12px/18px var(--mono);color:var(--ink)}
.unnoticed i{background:var(--unnoticed)}.deciding i{background:var(--deciding)}.acting i{background:var(--acting)}
.opening{margin-top:20px;font-size:12.5px;line-height:20px;color:var(--muted)}
h2{font-size:16px;line-height:24px;letter-spacing:-.01em;margin:30px 0 8px}
h2 small{font-weight:400;font-size:12px;letter-spacing:0;color:var(--muted);margin-left:6px}
#summary p:first-of-type{font-size:15px;line-height:24px}
p+p{margin-top:6px}
section>ul{padding-left:18px}
dl div{display:grid;grid-template-columns:minmax(110px,170px) 1fr;gap:2px 18px;padding:3px 0}
dt{color:var(--muted)}
.card{background:var(--wash);border-radius:10px;padding:14px 18px;font-size:13.5px}
.card+.card{margin-top:10px}
h3{font-size:14px;line-height:22px;margin-bottom:4px}
h3 .quiet{font-weight:400}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px}
table+table,dl+table,p+table{margin-top:16px}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:11.5px;font-weight:500;color:var(--muted);white-space:nowrap}
.number{width:42px;padding-left:8px;overflow-wrap:normal;color:var(--muted);font-size:12px}
.time{width:92px;font-size:12px;color:var(--muted)}
.links{width:26%}
td.time,tbody th.time{font-family:var(--mono);letter-spacing:-.02em;white-space:nowrap}
td.time .quiet{white-space:normal;font-family:var(--sans);letter-spacing:0}
.group th{padding-top:16px;color:var(--muted);font-size:12px}
.harm>*{background:var(--harm)}.relief>*{background:var(--relief)}
.harm .number{box-shadow:inset 3px 0 var(--unnoticed)}
.relief .number{box-shadow:inset 3px 0 var(--acting)}
.figure{font-weight:600}
.quiet{color:var(--muted)}
.late{color:var(--late);font-weight:600}
a{color:var(--accent);text-underline-offset:2px;text-decoration-thickness:1px}
footer{margin-top:34px;padding-top:12px;border-top:1px solid var(--line);font-size:11.5px;line-height:18px;color:var(--muted)}
@media screen and (max-width:640px){article{padding:28px 20px}dl div{grid-template-columns:1fr}.course{flex-direction:column}.course li:last-child{flex:none}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--page:#0d1014;--sheet:#12161c;--ink:#e8ebf0;--muted:#a3adba;--line:#2a323d;--wash:#181d25;--accent:#7cc4ff;--late:#ff8fb1;--harm:#2b2114;--relief:#12261e}article{box-shadow:none}}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
body{background:none;font-size:10pt;line-height:15pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,article{padding:0}
article{max-width:none;box-shadow:none;border-radius:0}
thead{display:table-header-group}
tr,.card,.tiles,.course,dl div{break-inside:avoid}
h1,h2,h3,.group{break-after:avoid}
table{font-size:9.5pt;line-height:14pt}
h2{margin-top:20pt}
.course li{min-width:61pt;font-size:7.5pt}
.course li:last-child{flex-basis:61pt}
a{color:inherit}
}
`
