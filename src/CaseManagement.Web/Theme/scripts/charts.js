// Draws each table of findings as a line above it, in the colours of the page, and folds the table.
import { LineChart } from "echarts/charts";
import { GridSimpleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, GridSimpleComponent, SVGRenderer]); // what points at a point is a few lines below, and would be a twentieth of all this

// The content policy refuses a style that is set as an attribute; the same said to the style itself is allowed.
const setAttribute = SVGElement.prototype.setAttribute;
SVGElement.prototype.setAttribute = function (name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

const day = 24 * 3600 * 1000;
const halfLabel = 36; // the last label of the days stands with its middle at the end of the axis
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The points of a table, the oldest first; a day on which nobody asked breaks the line. */
const points = figure => [...figure.querySelectorAll("tr[data-on]")].reverse().map(row => [row.dataset.on, row.dataset.value ? Number(row.dataset.value) : null, row.cells[0].textContent, row.cells[1].textContent]);

/** Of a step is drawn what holds until the next day: before a day on which nobody asked it ends where it was last found. */
const broken = all => all.flatMap((each, at) => (each[1] !== null && all[at + 1]?.[1] === null ? [each, [each[0], null]] : [each]));

/** A month of the axis in the words of the page. */
const months = new Intl.DateTimeFormat(document.documentElement.lang, { year: "numeric", month: "short" });
const month = at => months.format(at);

/** All charts run over the same days, with a little room at both ends. */
const days = [...document.querySelectorAll("[data-draw] tr[data-on]")].map(row => Date.parse(row.dataset.on));
const [from, until] = [Math.min(...days), Math.max(...days)];
const room = Math.max(15 * day, (until - from) / 20);

/** And begin below each other: the widest name of a level says where. */
const levelsOf = figure => (figure.dataset.levels ? figure.dataset.levels.split("|") : []);
function widest() {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `14px ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(Math.max(32, ...[...document.querySelectorAll("[data-draw] [data-chart]")].flatMap(levelsOf).map(level => pen.measureText(level).width)));
}
const names = widest();

function options(figure) {
  const levels = levelsOf(figure);
  const [muted, line, act] = ["muted", "line", "act"].map(colour);
  const text = { color: muted, fontSize: 14, fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 16 + names, right: halfLabel, top: 16, bottom: 28, containLabel: false },
    xAxis: { type: "time", axisLabel: { ...text, hideOverlap: true, formatter: month }, axisLine: { lineStyle: { color: line } }, splitLine: { show: false }, minInterval: 28 * day, min: from - room, max: until + room },
    yAxis: {
      type: "value", axisLabel: levels.length ? { ...text, formatter: value => levels[value] ?? "" } : text, splitLine: { lineStyle: { color: line } },
      ...(levels.length ? { min: 0, max: levels.length - 1, interval: 1 } : { scale: true, minInterval: 1, splitNumber: 4 }),
    },
    series: [{ type: "line", step: levels.length ? "end" : false, connectNulls: false, symbol: "circle", symbolSize: 7, data: broken(points(figure)), lineStyle: { color: act, width: 2 }, itemStyle: { color: act } }],
  };
}

/** Says the point that is nearest to a finger or a mouse, in a line of its own; whoever hears the page has the table. */
function point(chart, place, all) {
  const line = document.createElement("p");
  line.className = "pointed muted";
  line.ariaHidden = "true";
  place.after(line);
  const away = ([on], at) => Math.abs(Date.parse(on) - at);
  const say = ({ offsetX }) => {
    const at = chart.convertFromPixel({ xAxisIndex: 0 }, offsetX);
    const [, , day, found] = all.reduce((nearest, each) => (away(each, at) < away(nearest, at) ? each : nearest));
    line.textContent = `${day}  ${found}`;
  };
  chart.getZr().on("mousemove", say);
  chart.getZr().on("click", say);
}

for (const figure of document.querySelectorAll("[data-draw] [data-chart]")) {
  const place = figure.querySelector(".drawn");
  if (!place) continue;
  place.hidden = false;
  const chart = init(place, null, { renderer: "svg" });
  const show = () => chart.setOption(options(figure), true);
  show();
  point(chart, place, points(figure));
  figure.querySelector("details").open = false;
  new ResizeObserver(() => chart.resize()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}
