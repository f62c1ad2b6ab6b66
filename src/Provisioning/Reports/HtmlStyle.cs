namespace Provisioning.Reports;

/// <summary>
/// The style of the page. Paper is white whatever the screen's scheme is. Each color of a text has a contrast of at least 4.5 to its
/// background.
/// </summary>
internal static class HtmlStyle
{
    public const string Css =
        """
        :root{color-scheme:light dark;
        --page:#f4f5f7;--card:#fff;--ink:#1c2128;--muted:#59636e;--line:#dde1e6;--soft:#f0f2f5;
        --ok:#1a7f37;--ok-soft:#dafbe1;--again:#0969da;--again-soft:#ddf0ff;--idle:#59636e;--idle-soft:#eaeef2;
        --bad:#c4202b;--bad-soft:#ffebe9;--doubt:#8a4600;--doubt-soft:#fff1d6}
        @media screen and (prefers-color-scheme:dark){:root{
        --page:#0d1117;--card:#161b22;--ink:#e6edf3;--muted:#9aa4af;--line:#2d343d;--soft:#1e252e;
        --ok:#4ac262;--ok-soft:#12301c;--again:#6cb0ff;--again-soft:#10263f;--idle:#9aa4af;--idle-soft:#262d36;
        --bad:#ff7b72;--bad-soft:#3c1618;--doubt:#e8b04a;--doubt-soft:#372608}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,
        "Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
        font-variant-numeric:tabular-nums}
        main{max-width:1080px;margin:0 auto;padding:32px 24px 48px}
        header{margin-bottom:20px}
        .over{margin:0;color:var(--muted);font-size:13px;font-weight:600;letter-spacing:.04em}
        h1{margin:4px 0 2px;font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
        h2{margin:0 0 12px;font-size:17px;font-weight:650}
        h3{margin:0;font-size:15px;font-weight:650}
        p{margin:0 0 12px}
        .sub{margin:0;color:var(--muted);overflow-wrap:anywhere}
        .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 22px;margin:0 0 16px}
        .verdict{display:flex;gap:14px;align-items:center;border-left:6px solid;font-size:18px;font-weight:600}
        .verdict .sign{font-size:20px}
        .ok{--c:var(--ok);--s:var(--ok-soft)}.again{--c:var(--again);--s:var(--again-soft)}.idle{--c:var(--idle);--s:var(--idle-soft)}
        .bad{--c:var(--bad);--s:var(--bad-soft)}.doubt{--c:var(--doubt);--s:var(--doubt-soft)}
        .verdict{border-left-color:var(--c)}
        .sign{display:inline-flex;align-items:center;justify-content:center;flex:none;width:1.7em;height:1.7em;border-radius:50%;
        background:var(--s);color:var(--c);font-weight:700;line-height:1}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(138px,1fr));gap:12px;margin:0 0 16px}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
        .tile .sign{font-size:12px}
        .tile .name{display:flex;gap:8px;align-items:center;color:var(--muted);font-size:13px;font-weight:600}
        .tile .number{display:block;margin-top:6px;font-size:28px;line-height:1.15;font-weight:650;letter-spacing:-.01em}
        .tile .share{color:var(--muted);font-size:13px}
        .none .number{color:var(--muted);font-weight:500}
        .bar{display:flex;gap:2px;height:10px;border-radius:5px;overflow:hidden;margin:0 0 16px}
        .bar i{display:block;background:var(--c);min-width:3px}
        dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:14px 24px;margin:0}
        dl.facts div{min-width:0}
        dt{color:var(--muted);font-size:13px}
        dd{margin:0;overflow-wrap:anywhere}
        code,.id{font-family:ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;font-size:.88em}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:16px;margin:0 0 16px}
        .charts .card{margin:0}
        .charts svg{display:block;width:100%;height:auto}
        svg text{fill:var(--muted);font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
        svg .grid{stroke:var(--line);stroke-width:1}svg .base{stroke:var(--muted);stroke-width:1}
        svg .up{fill:var(--ok)}svg .down{fill:var(--bad)}svg .lat{fill:var(--again)}
        .note{color:var(--muted);font-size:13px;margin:10px 0 0}
        .key{display:inline-block;width:10px;height:10px;border-radius:2px;background:var(--c);margin:0 6px 0 0}
        table{width:100%;border-collapse:collapse;table-layout:fixed}
        th{text-align:left;font-size:13px;font-weight:600;color:var(--muted);padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:bottom}
        td{padding:9px 12px 9px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
        tr:last-child td{border-bottom:0}
        th:last-child,td:last-child{padding-right:0}
        .n{text-align:right}
        .word{white-space:nowrap}.small{font-size:13px;color:var(--muted)}
        .rows{content-visibility:auto;contain-intrinsic-size:auto 24000px}
        .rows+.rows thead{visibility:collapse}
        .group{display:grid;grid-template-columns:auto 1fr;gap:4px 12px;padding:14px 0;border-top:1px solid var(--line)}
        .group:first-of-type{border-top:0;padding-top:2px}
        .group .sign{font-size:13px;margin-top:1px}
        .group p{margin:4px 0 0}
        .do{background:var(--soft);border-radius:8px;padding:9px 12px;overflow-wrap:anywhere}
        .scroll{overflow-x:auto}.scroll table{min-width:720px}
        footer{color:var(--muted);font-size:13px;margin-top:24px}
        @media (max-width:640px){main{padding:20px 14px}.card{padding:16px}.charts{grid-template-columns:1fr}}
        @page{size:A4;margin:14mm 13mm}
        @media print{:root{--page:#fff;color-scheme:light}body{font-size:9.5pt;line-height:1.4}main{max-width:none;padding:0}
        h1{font-size:20pt}.card,.tile{border-radius:6px}.card{padding:10pt 12pt}.tile{padding:8pt 10pt}.tile .number{font-size:17pt}
        .tiles{grid-template-columns:repeat(auto-fit,minmax(80pt,1fr));gap:8pt}
        dl.facts{grid-template-columns:repeat(3,1fr);gap:6pt 14pt}.charts{grid-template-columns:1fr 1fr;gap:10pt}
        .charts .card,.tile,.verdict,.group,tr,dl.facts div{break-inside:avoid}h2{break-after:avoid}
        .rows{content-visibility:visible}.rows+.rows thead{display:none}thead{display:table-header-group}.scroll{overflow:visible}.scroll table{min-width:0}
        .sign,.bar i,.key,.do,svg rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        svg text{font-size:15px}.small,dt,.note,.share{font-size:8.5pt}header{margin-bottom:10pt}td,th{padding-top:3pt;padding-bottom:3pt}}
        """;
}
