// Charts are drawn from the table that stands beside them, in the colours of the tokens, and again when the theme changes.
// <figure data-chart="bar|line|stack|rows" data-chart-source="#table" data-unit="…"> with a .chart-box inside.
// A token says its light and its dark value; only as the colour of an element does it become the one that holds.
const probe = document.body.appendChild(document.createElement("span"));
probe.hidden = true;
const token = (name) => {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
};
const number = (cell) => {
  const value = cell.dataset.value ?? cell.textContent.replace(/[,\s]/g, "").replace("−", "-");
  return value === "" || Number.isNaN(Number(value)) ? null : Number(value);
};

const read = (table) => {
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
  const plotted = heads.map((_, i) => i).filter((i) => rows.some((row) => number(row[i + 1]) !== null && !row[i + 1].hasAttribute("data-skip")));
  return {
    categories: rows.map((row) => row[0].textContent.trim()),
    series: plotted.map((i) => ({ name: heads[i], values: rows.map((row) => number(row[i + 1])) })),
  };
};

const seriesOf = (kind, data) => {
  const stacked = kind === "stack";
  return data.series.map((line, i) => {
    const single = data.series.length === 1;
    const colour = stacked || !single ? token(`cat-${(i % 6) + 1}`) : token("seq-4");
    const last = line.values.length - 1;
    const values = single && kind === "bar"
      ? line.values.map((value, j) => (j === last ? { value, itemStyle: { color: token("seq-5") }, label: { show: true } } : value))
      : line.values;
    return {
      name: line.name,
      type: kind === "line" ? "line" : "bar",
      stack: stacked ? "all" : undefined,
      data: values,
      color: colour,
      barMaxWidth: 44,
      symbolSize: 7,
      lineStyle: { width: 2 },
      label: { show: kind === "rows", position: kind === "rows" ? "right" : "top", color: token("ink"), fontWeight: 650, formatter: (p) => Number(p.value).toLocaleString("en") },
    };
  });
};

const optionOf = (figure, kind, data) => {
  const narrow = window.innerWidth < 768;
  const text = { color: token("ink-2"), fontSize: 13, fontFamily: getComputedStyle(document.body).fontFamily };
  const names = {
    type: "category", data: data.categories, inverse: kind === "rows", axisTick: { show: false },
    axisLine: { lineStyle: { color: token("ink") } },
    axisLabel: { ...text, interval: kind === "rows" ? 0 : narrow && data.categories.length > 8 ? 2 : "auto" },
  };
  const amounts = {
    type: "value", splitNumber: narrow ? 3 : 4, axisLabel: { ...text, fontSize: 12, color: token("ink-3"), formatter: (v) => v.toLocaleString("en") },
    splitLine: { show: kind !== "rows", lineStyle: { color: token("rule") } }, axisLine: { show: false },
  };
  if (kind === "rows") amounts.axisLabel.show = false;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animationDuration: calm ? 0 : 220,
    animationDurationUpdate: calm ? 0 : 220,
    textStyle: text,
    grid: { left: 4, right: kind === "rows" ? 64 : 12, top: data.series.length > 1 ? 40 : 28, bottom: 4, containLabel: true },
    legend: { show: data.series.length > 1, left: 0, top: 0, icon: "rect", itemWidth: 12, itemHeight: 12, textStyle: text },
    tooltip: {
      trigger: "axis", renderMode: "richText", axisPointer: { type: kind === "line" ? "line" : "none" },
      backgroundColor: token("ink"), borderWidth: 0, textStyle: { color: token("paper"), fontSize: 13 },
      valueFormatter: (v) => `${v === null ? "–" : Number(v).toLocaleString("en")}${figure.dataset.unit ? ` ${figure.dataset.unit}` : ""}`,
    },
    xAxis: kind === "rows" ? amounts : names,
    yAxis: kind === "rows" ? names : amounts,
    series: seriesOf(kind, data),
  };
};

const drawn = [];
const draw = () => {
  for (const { chart, figure, kind, data } of drawn) chart.setOption(optionOf(figure, kind, data), { notMerge: true });
};
for (const figure of document.querySelectorAll("[data-chart]")) {
  const table = document.querySelector(figure.dataset.chartSource);
  const box = figure.querySelector(".chart-box");
  if (!table?.tHead || !box || !window.echarts) continue;
  const data = read(table);
  if (!data.categories.length) continue;
  const kind = figure.dataset.chart;
  box.classList.add("is-drawn");
  if (kind === "rows") box.classList.add(data.categories.length > 8 ? "is-tall" : "is-mid");
  drawn.push({ chart: window.echarts.init(box, null, { renderer: "svg" }), figure, kind, data });
}
draw();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
let waiting = 0;
window.addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { for (const { chart } of drawn) chart.resize(); draw(); }, 120);
});
