// A plot of a number in metadata or parameters, over the versions of a model or over models; with a table of the same.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 800;
const HEIGHT = 360;
const EDGE = { left: 70, right: 30, top: 15, bottom: 40 };
const MOST_LABELS = 12;

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const isPlotted = (value) => numberOf(value) !== undefined && Number.isFinite(Number(numberOf(value)));

function plotView(search, main) {
  const id = search.get('id');
  const refs = search.getAll('m');
  const models = id ? versionsOf(id) : refs.length > 0 ? modelsOf(refs) : MODELS.filter((model) => model.latest);
  const paths = pathsOf(models.slice(0, 500), isPlotted);
  const what = id && models.length > 0 ? `the versions of ${nameOf(models.at(-1))}` : refs.length > 0 ? counted(models.length, 'version') : 'the latest versions of all models';
  main.append(el('h2', { tabIndex: -1 }, 'Plot'), el('p', {}, 'Over ', shown(what), '.'));
  const field = el('input', { id: 'y', type: 'text', value: search.get('y') ?? paths[0] ?? '', autocomplete: 'off' });
  field.setAttribute('list', 'numbers');
  const figure = el('div');
  const show = () => figure.replaceChildren(...plotOf(models, field.value.trim(), Boolean(id)));
  field.addEventListener('input', () => {
    search.set('y', field.value.trim());
    history.replaceState(null, '', `#/plot?${search}`);
    show();
  });
  const over = el('select', { id: 'over' }, el('option', { value: '' }, 'what is chosen'),
    ...[...new Set(MODELS.map((model) => model.id))].slice(0, 1000).map((one) => {
      const [last] = versionsOf(one).slice(-1);
      return el('option', { value: one, selected: one === id }, `versions of ${visible(nameOf(last))} (${one})`);
    }));
  over.addEventListener('change', () => {
    const next = new URLSearchParams();
    if (over.value) next.set('id', over.value);
    if (field.value.trim()) next.set('y', field.value.trim());
    location.hash = `#/plot?${next}`;
  });
  main.append(el('form', { className: 'grid', 'aria-label': 'Plot' },
    el('div', { className: 'field' }, el('label', { for: 'y' }, 'Value'), field, el('span', { className: 'hint' }, 'A path, such as meta.recall')),
    el('div', { className: 'field' }, el('label', { for: 'over' }, 'Over'), over)),
  suggestions('numbers', paths), figure);
  main.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  show();
}

/** A text for places that hold text alone. */
const visible = (text) => shown(text).textContent;

function plotOf(models, path, isLine) {
  const points = models.map((model) => ({ model, value: valueOf(model, path) }))
    .filter((point) => point.value !== undefined && isPlotted(point.value))
    .map((point) => ({ ...point, y: Number(numberOf(point.value)) }));
  if (points.length === 0) {
    return [el('p', { id: 'plotted' }, 'None of them has a number at ', shown(path === '' ? 'this path' : path), '.')];
  }
  if (!isLine) points.sort((a, b) => sign(a.model.date ?? '', b.model.date ?? ''));
  const body = el('tbody');
  appendSome(body, points, ({ model, value }) => el('tr', {},
    el('th', { scope: 'row' }, link(hrefOf(model), shown(nameOf(model)), ' ', shown(model.version))),
    el('td', {}, model.date ?? ''), el('td', { className: 'number' }, textOf(value))), moreRow(3));
  return [el('p', { id: 'plotted' }, `${counted(points.length, 'number')} of ${counted(models.length, 'version')}`,
    isLine ? ', by version.' : ', by date.'),
  tableBox('Drawing', drawing(points, path, isLine)),
  tableBox('Numbers', el('table', {}, el('thead', {}, el('tr', {},
    ...['Version', 'Date', 'Value'].map((label) => el('th', { scope: 'col' }, label)))), body))];
}

/** Some round numbers between two. */
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
  const found = [];
  for (let at = Math.ceil(low / step); at * step <= high && found.length < 20; at++) found.push(at * step);
  return found;
}

function drawing(points, path, isLine) {
  const ys = points.map((point) => point.y);
  const [least, most] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const margin = most > least ? (most - least) * 0.08 : Math.abs(most) * 0.1 || 1;
  const [low, high] = [least - margin, most + margin];
  const x = (i) => EDGE.left + (points.length === 1 ? 0.5 : i / (points.length - 1)) * (WIDTH - EDGE.left - EDGE.right);
  const y = (value) => HEIGHT - EDGE.bottom - ((value - low) / (high - low)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const drawn = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': visible(`${path} of ${counted(points.length, 'version')}, from ${least} to ${most}`) });
  for (const tick of ticks(low, high)) {
    drawn.append(svg('line', { class: 'grid-line', x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(tick), y2: y(tick) }),
      svg('text', { x: EDGE.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, Number(tick.toPrecision(6)).toString()));
  }
  if (isLine) drawn.append(svg('polyline', { points: points.map((point, i) => `${x(i)},${y(point.y)}`).join(' ') }));
  const every = Math.ceil(points.length / MOST_LABELS);
  points.forEach((point, i) => {
    const label = visible(isLine ? point.model.version : point.model.date ?? '').slice(0, 12);
    if (i % every === 0) drawn.append(svg('text', { x: x(i), y: HEIGHT - EDGE.bottom + 20, 'text-anchor': 'middle' }, label));
    drawn.append(svg('circle', { cx: x(i), cy: y(point.y), r: 5 },
      svg('title', {}, visible(`${nameOf(point.model)} ${point.model.version}: ${textOf(point.value)}`))));
  });
  return drawn;
}
