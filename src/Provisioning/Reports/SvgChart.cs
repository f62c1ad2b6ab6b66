using System;
using System.Globalization;
using System.Linq;

namespace Provisioning.Reports;

/// <summary>Draws bars as inline SVG. The page's style colors them, and each bar tells its numbers when it is pointed at.</summary>
internal sealed class SvgChart(HtmlWriter html)
{
    private const double Width = 560;
    private const double Height = 230;
    private const double Left = 46;
    private const double Right = Width - 6;
    private const double Top = 18;
    private const double Bottom = Height - 30;

    // Fewer rows must not be too small to be seen.
    private const double Least = 1.5;

    /// <summary>Draws a timeline: rows that worked above the line, the others below it.</summary>
    public void Draw(Timeline line, TimeZoneInfo zone)
    {
        double seconds = line.Width.TotalSeconds;
        double most = NiceTop(line.Done.Max() / seconds);
        double least = line.NotDone.Max() / seconds;
        double scale = (Bottom - Top) / (most + least);
        double zero = Top + (most * scale);
        Start($"Rows per second, in steps of {ReportText.Duration(line.Width)}");
        foreach (double part in new[] { 0.5, 1 })
            Grid(zero - (most * part * scale), ReportText.Rate(most * part));
        double step = (Right - Left) / line.Done.Length;
        for (int index = 0; index < line.Done.Length; index++)
        {
            double x = Left + (index * step);
            string when = ReportText.Time(line.Start + TimeSpan.FromTicks(line.Width.Ticks * index), zone);
            double up = Size(line.Done[index] / seconds * scale);
            double down = Size(line.NotDone[index] / seconds * scale);
            Bar("up", x, zero - up, step, up, $"{when}: {ReportText.Rate(line.Done[index] / seconds)} rows/s done");
            Bar("down", x, zero, step, down, $"{when}: {ReportText.Count(line.NotDone[index], "row")} failed or in doubt");
        }

        Line("base", zero);
        Text(Left - 6, zero + 4, "end", "0");
        if (least * scale > 16)
            Text(Left - 6, zero + (least * scale), "end", ReportText.Rate(least));
        TimeSpan length = TimeSpan.FromTicks(line.Width.Ticks * line.Done.Length);
        Text(Left, Height - 10, "start", "0 s");
        Text((Left + Right) / 2, Height - 10, "middle", ReportText.Duration(TimeSpan.FromTicks(length.Ticks / 2)));
        Text(Right, Height - 10, "end", ReportText.Duration(length));
        html.Markup("</svg>");
    }

    /// <summary>Draws how long calls took.</summary>
    public void Draw(LatencyHistogram latencies)
    {
        LatencyClass[] classes = [.. latencies.Classes()];
        double most = NiceTop(classes.Max(static part => part.Count));
        double scale = (Bottom - Top) / most;
        Start("Number of rows by how long the vendor took");
        foreach (double part in new[] { 0.5, 1 })
            Grid(Bottom - (most * part * scale), Short(most * part));
        double step = (Right - Left - 28) / Math.Max(5, classes.Length);
        int every = classes.Length > 9 ? 2 : 1;
        for (int index = 0; index < classes.Length; index++)
        {
            LatencyClass part = classes[index];
            double x = Left + (index * step);
            double size = Size(part.Count * scale);
            string said = $"{ReportText.Duration(part.From)} to {ReportText.Duration(part.To)}: {ReportText.Count(part.Count, "row")}";
            Bar("lat", x, Bottom - size, step, size, said);
            if (index % every == 0)
                Text(x, Height - 10, "middle", Bound(part.From));
        }

        if (classes.Length % every == 0)
            Text(Left + (classes.Length * step), Height - 10, "middle", Bound(classes[classes.Length - 1].To));
        Line("base", Bottom);
        Text(Left - 6, Bottom + 4, "end", "0");
        html.Markup("</svg>");
    }

    private void Start(string title) =>
        html.Markup($"<svg viewBox=\"0 0 {At(Width)} {At(Height)}\" role=\"img\" aria-label=\"").Text(title).Markup("\">");

    private void Grid(double y, string label)
    {
        Line("grid", y);
        Text(Left - 6, y + 4, "end", label);
    }

    private void Line(string style, double y) =>
        html.Markup($"<line class=\"{style}\" x1=\"{At(Left)}\" x2=\"{At(Right)}\" y1=\"{At(y)}\" y2=\"{At(y)}\"/>");

    private void Text(double x, double y, string anchor, string text) =>
        html.Markup($"<text x=\"{At(x)}\" y=\"{At(y)}\" text-anchor=\"{anchor}\">").Text(text).Markup("</text>");

    private void Bar(string style, double x, double y, double width, double height, string title)
    {
        if (height <= 0)
            return;
        double gap = Math.Min(2, width / 5);
        html.Markup($"<rect class=\"{style}\" x=\"{At(x + (gap / 2))}\" y=\"{At(y)}\" width=\"{At(width - gap)}\" height=\"{At(height)}\" rx=\"1\"><title>")
            .Text(title).Markup("</title></rect>");
    }

    private static string Bound(TimeSpan bound) => bound.TotalSeconds < 1
        ? bound.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms"
        : bound.TotalSeconds.ToString("#,0", CultureInfo.InvariantCulture) + " s";

    private static double Size(double height) => height > 0 ? Math.Max(Least, height) : 0;

    // The end of the axis: 1, 2, 2.5, 4, 5 or 8 times a power of ten.
    private static double NiceTop(double most)
    {
        if (most <= 0)
            return 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        double[] steps = [1, 2, 2.5, 4, 5, 8, 10];
        return steps.First(step => step * power >= most * 0.9999) * power;
    }

    private static string Short(double number) => number switch
    {
        >= 1_000_000 => (number / 1_000_000).ToString("0.#", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (number / 1000).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => number.ToString("#,0.#", CultureInfo.InvariantCulture),
    };

    private static string At(double place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
