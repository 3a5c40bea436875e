/** The page's whole look: no font, no image and no script from anywhere. Light and dark by the reader's own setting. */
export const docsStyle = `
:root{color-scheme:light dark;--ink:#1c2421;--soft:#5a6862;--paper:#fbfcfa;--card:#fff;--line:#dfe6e1;--leaf:#1f6b4a;--leaf-soft:#e4f1ea;--code:#f2f5f2;--warn:#8a4b12}
@media (prefers-color-scheme:dark){:root{--ink:#e5ece8;--soft:#9caaa3;--paper:#121715;--card:#191f1c;--line:#2c3631;--leaf:#7fcfa8;--leaf-soft:#1d3329;--code:#0e1311;--warn:#e0a56b}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.page{display:grid;grid-template-columns:17rem minmax(0,1fr);max-width:84rem;margin:0 auto}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:2rem 1rem 2rem 1.5rem;font-size:.875rem}
nav h2{margin:1.4rem 0 .3rem;padding:0;border:0;font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:flex;align-items:baseline;padding:.2rem 0;color:inherit;text-decoration:none;overflow-wrap:anywhere}
nav a:hover,nav a:focus-visible{color:var(--leaf);text-decoration:underline}
main{padding:2rem 1.5rem 6rem;min-width:0}
h1{margin:0 0 .5rem;font-size:2.2rem;line-height:1.15}
h2{margin:3rem 0 .5rem;padding-bottom:.4rem;border-bottom:2px solid var(--leaf);font-size:1.4rem}
h3{margin:0;font-size:1.05rem;overflow-wrap:anywhere}
h4{margin:1.6rem 0 .5rem;font-size:.8rem;letter-spacing:.05em;text-transform:uppercase;color:var(--soft)}
p{max-width:46rem;margin:.4rem 0}
a{color:var(--leaf)}
.lead{font-size:1.1rem;color:var(--soft)}
article{margin:1.5rem 0;padding:1.4rem 1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.8rem}
.method{display:inline-block;min-width:3.4rem;margin-right:.6rem;padding:.05rem .5rem;border-radius:.35rem;background:var(--leaf);color:var(--card);font:600 .8rem/1.6 ui-monospace,Menlo,Consolas,monospace;text-align:center}
nav .method{flex:none;min-width:2.6rem;margin-right:.4rem;padding:0 .2rem;font-size:.65rem}
.who{color:var(--soft);font-size:.9rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.86em}
code{padding:.1em .3em;background:var(--code);border-radius:.25rem;overflow-wrap:anywhere}
pre{margin:.4rem 0;padding:.9rem 1rem;overflow:auto;background:var(--code);border:1px solid var(--line);border-radius:.5rem;line-height:1.5}
pre code{padding:0;background:none;overflow-wrap:normal}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9rem}
th,td{padding:.45rem .7rem .45rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600}
td:first-child{min-width:9rem}
.need{color:var(--warn);font-size:.8rem;white-space:nowrap}
details{margin:.5rem 0;border:1px solid var(--line);border-radius:.5rem;padding:.5rem .9rem}
summary{cursor:pointer;font-weight:600}
summary span{font-weight:400;color:var(--soft)}
.codes{display:flex;flex-wrap:wrap;gap:.4rem;padding:0;margin:.4rem 0;list-style:none}
.codes a{display:block;padding:.1rem .6rem;background:var(--leaf-soft);border-radius:1rem;font-size:.85rem;text-decoration:none}
dt{margin-top:1rem;font-weight:600}
dd{margin:0;color:var(--soft)}
@media (max-width:56rem){.page{display:block}nav{position:static;max-height:none;padding:1.2rem 1.2rem 0}main{padding:1rem 1.2rem 4rem}article{padding:1.1rem 1rem}h1{font-size:1.8rem}}
@media (max-width:36rem){thead{display:none}tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}td{display:block;padding:.1rem 0;border:0}}
@media print{nav{display:none}.page{display:block}article{break-inside:avoid;border:0;padding:0}}
`;
