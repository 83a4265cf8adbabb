/** The one style of the pages, written into each: it is small, and a second way to the server would cost more. */
export const style = `
:root{--ink:#1f1f1f;--soft:#595959;--line:#cfd4dc;--page:#f5f6f8;--paper:#fff;--brand:#b5121b;--on:#fff;--focus:#1d5fa8;
--bad:#b42318;--bad-soft:#fef3f2;--good:#237804;--tint:#fdf3f3;--size:17px;--small:15px;--target:44px}
[data-size=large]{--size:22px;--small:20px;--target:60px}
[data-contrast=high]{--ink:#000;--soft:#000;--line:#000;--page:#fff;--brand:#7a0000;--focus:#00308f;--bad:#7a0000;
--bad-soft:#fff;--good:#064006;--tint:#fff}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:var(--size)/1.7 -apple-system,'PingFang SC','Microsoft YaHei',
'Noto Sans CJK SC','Noto Sans SC',sans-serif;overflow-wrap:anywhere}
@font-face{font-family:'Latin marks';src:local('Segoe UI'),local('Helvetica Neue'),local('Roboto'),local('Arial'),
local('Liberation Sans'),local('DejaVu Sans');unicode-range:U+B7,U+2018-2019,U+201C-201D,U+2026}
:lang(en) body{font-family:'Latin marks',-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif}
h1,h2,h3,p,ul,ol,dl,dd,fieldset{margin:0;padding:0}
h1{font-size:1.5em;line-height:1.35;margin-bottom:.6em}
h2{font-size:1.18em;line-height:1.4;margin:0 0 .5em}
p+p{margin-top:.6em}
a{color:var(--brand)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.wide{max-width:880px;margin:0 auto;padding:0 16px}
.skip{position:absolute;left:-999px;background:var(--paper);padding:12px 16px;z-index:2}
.skip:focus{left:0;top:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{background:var(--brand);color:var(--on)}
header .wide{display:flex;flex-wrap:wrap;align-items:center;column-gap:16px}
header a,header button{color:var(--on)}
header :focus-visible{outline-color:var(--on);outline-offset:-3px}
.brand{font-size:1.18em;font-weight:600;text-decoration:none;flex:1 1 auto;display:flex;align-items:center;min-height:var(--target)}
.view{display:flex;flex-wrap:wrap}
.view a,.view button{display:inline-flex;align-items:center;min-height:var(--target);padding:0 10px;border:0;background:none;
font:inherit;font-size:var(--small);text-decoration:underline;text-underline-offset:4px;cursor:pointer}
nav{background:var(--paper);border-bottom:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;list-style:none;gap:0 4px;margin:0 -12px}
nav a{display:inline-flex;align-items:center;min-height:var(--target);padding:0 12px;text-decoration:none;color:var(--ink)}
nav.ways .wide{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 4px;padding-left:4px}
nav.ways .wide>ul{display:contents}
nav.ways summary{padding:0 12px;color:var(--ink);text-decoration:none}
nav.ways summary::after{content:'';border:5px solid transparent;border-top-color:currentColor;margin:5px 0 0 6px}
nav.ways details[open]{flex-basis:100%}
nav.ways details ul{margin:0}
nav a[aria-current]{font-weight:600;color:var(--brand);box-shadow:inset 0 -3px var(--brand)}
.urgent{background:var(--tint);border-bottom:1px solid var(--line);font-size:var(--small)}
.urgent .wide{display:flex;flex-wrap:wrap;align-items:center;column-gap:14px}
.urgent a{display:inline-flex;align-items:center;min-height:var(--target);white-space:nowrap}
.urgent a strong{margin-left:.3em;font-size:1.12em}
main{padding:24px 0 40px}
main:focus{outline:none}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:20px;margin-bottom:16px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:16px;margin-bottom:24px;list-style:none}
.cards .card{margin:0;position:relative}
.cards a{font-size:1.18em;font-weight:600;display:inline-flex;min-height:var(--target);align-items:center}
.cards a::after{content:'';position:absolute;inset:0}
.cards p,.hint,.soft{color:var(--soft)}
.note{border-left:4px solid var(--brand);background:var(--tint);padding:12px 16px;margin-bottom:20px}
.steps{padding-left:1.5em}
h3{font-size:1em;line-height:1.5}
form+h2{margin-top:28px}
.lines{list-style:none}
.lines a{display:inline-flex;align-items:center;min-height:var(--target);font-weight:600}
form+p{margin-top:16px}form>p{margin-bottom:16px}
.target{display:inline-flex;align-items:center;min-height:var(--target);gap:.4em}
.crumbs{background:none;border:0;font-size:var(--small);margin-bottom:8px}
.crumbs a{padding:0;color:var(--brand)}
.crumbs a::after{content:'›';padding:0 8px;color:var(--soft)}
.chips{background:none;border:0;display:flex;flex-wrap:wrap;gap:8px;margin-bottom:20px}
.chips a{background:var(--paper);border:1px solid var(--line);border-radius:999px;padding:0 16px}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:16px;align-items:start}
.titles{list-style:none}
.titles li{padding:4px 0 8px;border-bottom:1px solid var(--line)}
.titles li:last-child{border:0}
.titles a{display:flex;align-items:center;min-height:var(--target);line-height:1.45;font-weight:600;text-decoration:none}
.titles a:hover,.titles a:focus{text-decoration:underline}
.titles p{color:var(--soft)}
.titles .soft{display:block;font-size:var(--small)}
.pages{background:none;border:0;display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;margin-top:12px}
.pages a{text-decoration:underline;color:var(--brand)}
.tree{list-style:none}
.tree .tree,.tree ul{list-style:none;padding-left:1.5em}
dl.facts a,.card h2 a{display:inline-flex;align-items:center;min-height:var(--target)}
p.facts{display:flex;flex-wrap:wrap;gap:4px 20px;margin-bottom:12px}
#aloud{margin-bottom:16px}
.text>*+*{margin-top:.8em}
.text h2{margin-top:1.4em}
.text>:first-child{margin-top:0}
.text h3{font-size:1.06em;margin-top:1.2em}
.text ul,.text ol{padding-left:1.6em}
.text blockquote{margin-left:0;margin-right:0;padding-left:16px;border-left:4px solid var(--line)}
.text figure{margin:1em 0}
.text img{display:block;max-width:100%;height:auto;margin:0 auto;border-radius:4px}
figcaption{color:var(--soft);font-size:var(--small);text-align:center;margin-top:6px}
hr{border:0;border-top:1px solid var(--line)}
.search{display:flex;flex-wrap:wrap;align-items:end;gap:8px 12px;margin-bottom:20px}
.search label{flex:1 0 100%;font-weight:600}
.search input{flex:1 1 12em}
.search+p{margin-bottom:12px}
.feeds a,.footlinks a{display:inline-flex;align-items:center;min-height:var(--target);padding:0 8px}
.footlinks a{padding:0 16px 0 0}
.signs{display:flex;flex-wrap:wrap;gap:4px 20px}
.summary{border:2px solid var(--bad);background:var(--bad-soft);padding:12px 16px;margin-bottom:20px;border-radius:6px}
.summary ul{padding-left:1.3em}
.summary a{color:var(--bad);display:inline-block;min-height:24px}
.done{border:2px solid var(--good);border-radius:8px;padding:20px;margin-bottom:20px;background:var(--paper)}
.field{margin-bottom:22px;border:0;min-width:0}
.field>label:not(.choice),legend{display:block;font-weight:600;padding:0;margin-bottom:4px}
.optional{font-weight:400;color:var(--soft)}
.hint{font-size:var(--small);margin-bottom:6px}
.bad{border-left:4px solid var(--bad);padding-left:14px}
.wrong{color:var(--bad);font-weight:600;margin-bottom:6px}
input[type=text],input[type=tel],input[type=search],textarea,select{width:100%;font:inherit;color:inherit;background:var(--paper);
border:1px solid #767676;border-radius:6px;padding:8px 12px;min-height:var(--target)}
input[type=tel],select{max-width:28em}
input[type=file]{max-width:100%;min-height:var(--target);font:inherit}
textarea{display:block;resize:vertical;line-height:1.6}
.bad input[type=text],.bad input[type=tel],.bad textarea,.bad select{border:2px solid var(--bad)}
.choice{display:flex;align-items:center;gap:10px;min-height:var(--target);padding:4px 0;cursor:pointer}
.choice input{flex:none;width:24px;height:24px;margin:0;accent-color:var(--brand)}
[data-size=large] .choice input{width:32px;height:32px}
.choice small{display:block;font-size:var(--small);line-height:1.5;color:var(--soft)}
button.main,button.plain,.button{display:inline-flex;align-items:center;justify-content:center;font:inherit;font-weight:600;
min-height:max(48px,var(--target));padding:8px 28px;border-radius:6px;border:2px solid var(--brand);background:var(--brand);
color:var(--on);cursor:pointer;text-decoration:none}
button.plain,.button.plain{background:var(--paper);color:var(--brand)}
dl.facts{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:8px 20px}
dl.facts dt{color:var(--soft)}
.code{font:600 1.7em/1.4 ui-monospace,Consolas,'Liberation Mono',monospace;letter-spacing:.04em;white-space:nowrap}
.said{white-space:pre-wrap;unicode-bidi:isolate}
.way{list-style:none;border-left:3px solid var(--line);margin:0 0 20px 6px}
.way>li{position:relative;padding:0 0 20px 22px}
.way>li:last-child{padding-bottom:0}
.way>li::before{content:'';position:absolute;left:-9px;top:.45em;width:15px;height:15px;border-radius:50%;background:var(--brand);
border:3px solid var(--page)}
.chart{display:block;width:100%;max-width:600px;height:auto;margin:12px 0;background:var(--paper);border:1px solid var(--line);border-radius:8px}
.chart line{stroke:var(--soft)}.chart circle{fill:var(--brand)}.chart .mark{fill:none;stroke:var(--focus);stroke-width:4}
.chart text{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.chart button{display:block;width:100%;height:100%;padding:0;border:1px solid var(--line);border-radius:4px;background:var(--paper);color:var(--brand);
font:600 15px/1 sans-serif;font-family:inherit;cursor:pointer;white-space:nowrap}
[data-size=large] .chart button{font-size:21px}
.chart .cell{border-radius:0}.chart button:hover,.chart button:focus-visible{background:var(--tint);outline-offset:-3px}
.acts{border-top:1px solid var(--line);margin-top:16px;padding-top:16px}
.answer{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin-top:8px}
p+.card{margin-top:16px}form+form{margin-top:16px}
.talk{list-style:none;margin:16px 0;display:flex;flex-direction:column;gap:12px}
.talk>li{max-width:85%;padding:10px 14px;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
.talk>li.asker{align-self:flex-end;background:var(--tint)}
.talk>li.what{align-self:center;border-style:dashed;text-align:center}
.talk>li.sending{border-style:dashed}
details summary{min-height:var(--target);display:flex;align-items:center;cursor:pointer;color:var(--brand);text-decoration:underline}
footer{border-top:1px solid var(--line);padding:20px 0 32px;font-size:var(--small);color:var(--soft)}
@media(max-width:480px){nav.ways a,nav.ways summary{padding:0 10px}nav.ways .wide{gap:0;padding-left:6px}main{padding-top:16px}.card,.done{padding:16px}dl.facts{grid-template-columns:1fr;gap:0}
dl.facts dd{margin-bottom:10px}button.main,button.plain,.button{width:100%}.view a,.view button{padding:0 14px 0 0}.code{font-size:1.4em}}
@media print{header,nav,.urgent,footer,form,.button,.skip{display:none}body{background:#fff}main{padding:0}
.card,.done{border-color:#000}}
`;
