/** The style of all pages: light, dark, narrow and printed. */
export const style = `
:root{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--back:#fff;--tint:#f6f8fa;--link:#0550ae;--error:#b3261e;--warning:#8a5a00;--notice:#0b5c8a;--good:#1a6b34;--bar:#4a7fb5}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#a3adb8;--line:#3a424c;--back:#0d1117;--tint:#161b22;--link:#79b8ff;--error:#ff8f85;--warning:#e3b341;--notice:#79c0ff;--good:#6fd08c;--bar:#5b8fc7}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,.scroll:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:1rem;top:.5rem;background:var(--back);padding:.25rem .5rem;z-index:2}
header{border-bottom:1px solid var(--line);background:var(--tint);padding:.75rem 1.25rem;display:flex;flex-wrap:wrap;gap:.25rem 2rem;align-items:baseline}
header .site{margin:0;font-weight:600;overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}
nav a{text-decoration:none;padding:.15rem 0}
nav a[aria-current]{color:var(--ink);font-weight:600;border-bottom:2px solid var(--link)}
main{max-width:78rem;margin:0 auto;padding:1rem 1.25rem 3rem}
footer{border-top:1px solid var(--line);padding:1rem 1.25rem;color:var(--soft);font-size:.875rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
p.lead{color:var(--soft);margin:-.5rem 0 1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;padding:0;margin:0 0 1rem;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:.5rem;background:var(--tint);padding:.6rem .8rem}
.tiles b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tiles span{color:var(--soft);font-size:.9rem}
.columns>*{min-width:0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:0 2.5rem}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line);white-space:nowrap;background:var(--back)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.t{min-width:14rem;overflow-wrap:anywhere}
td.w{white-space:nowrap}
tbody tr:hover{background:var(--tint)}
.bar{display:inline-block;height:.7rem;background:var(--bar);border-radius:2px;vertical-align:baseline;min-width:1px}
.error{color:var(--error)}.warning{color:var(--warning)}.notice{color:var(--notice)}.good{color:var(--good)}
.state{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .55rem;font-size:.85rem;white-space:nowrap}
ul.plain{list-style:none;padding:0;margin:0}
ul.plain>li{padding:.35rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.soft{color:var(--soft)}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--tint);padding:.05em .3em;border-radius:3px;overflow-wrap:anywhere}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:0 0 1rem}
dl.facts dt{color:var(--soft)}
dl.facts dd{margin:0;overflow-wrap:anywhere}
ol.time{list-style:none;margin:0;padding:0 0 0 1rem;border-left:2px solid var(--line)}
ol.time li{padding:.3rem 0;position:relative}
ol.time li::before{content:"";position:absolute;left:calc(-1rem - 6px);top:.75rem;width:10px;height:10px;border-radius:50%;background:var(--bar)}
form.filter{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end;margin:0 0 .75rem}
form.filter[hidden]{display:none}
form.filter label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft)}
form.filter input,form.filter select,button{font:inherit;color:var(--ink);background:var(--back);border:1px solid var(--soft);border-radius:.35rem;padding:.3rem .5rem;max-width:100%}
form.filter select{max-width:13rem}
form.filter input[type=search]{min-width:14rem}
form.filter label.check{flex-direction:row;align-items:center;gap:.4rem;color:var(--ink);padding-bottom:.35rem}
button{cursor:pointer}
th button{border:0;padding:0;background:none;font-weight:600;text-align:inherit}
th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
.noscript{display:none}
svg{max-width:100%;height:auto}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}
svg .soft{fill:var(--soft)}
svg .axis{stroke:var(--line)}
svg .box{fill:var(--tint);stroke:var(--line)}
svg .own{stroke:var(--link);stroke-width:2}
svg .arrow{stroke:var(--soft);fill:none;stroke-width:1.5}
svg .tip{fill:var(--soft)}
svg a text{fill:var(--link)}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.25rem 0;font-size:.9rem}
.key i{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.35rem}
.l1{color:#4a7fb5;stroke:#4a7fb5}.l4{color:#c9a13b;stroke:#c9a13b}.l5{color:#b3564e;stroke:#b3564e}.key .l1{background:#4a7fb5}.key .l4{background:#c9a13b}.key .l5{background:#b3564e}
.s0{fill:#9aa4af;background:#9aa4af}.s1{fill:#8fb7dd;background:#8fb7dd}.s2{fill:#3b74ad;background:#3b74ad}.s3{fill:#3f9a5c;background:#3f9a5c}.s4{fill:#d2a52d;background:#d2a52d}.s5{fill:#b3564e;background:#b3564e}.s6{fill:#8a6d4f;background:#8a6d4f}.s7{fill:#7a63ab;background:#7a63ab}
figure{margin:0}
.fill{fill:var(--bar)}
@media (max-width:30rem){main{padding:.75rem .75rem 2rem}header{padding:.6rem .75rem}dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin:0 0 .5rem}h1{font-size:1.35rem}}
@media print{header nav,form.filter,.skip,footer{display:none}main{max-width:none;padding:0}a{color:inherit;text-decoration:none}.scroll{overflow:visible}tbody tr{break-inside:avoid}body{font-size:11pt;background:#fff;color:#000}}
`
