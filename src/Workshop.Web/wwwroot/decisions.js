// The table of decisions by keyboard, while the focus is in it (WCAG 2.1.4: speech input types letters, too): j and k move, x selects, o opens, / searches, Shift and a click select a range. Without
// script everything works by Tab and Space.
(() => {
  const table = document.querySelector('table[data-row-keys]');
  if (!table) return;

  const search = document.getElementById('q');
  const rows = [...table.tBodies[0].rows];
  const boxOf = row => row.querySelector('input[type="checkbox"]');
  const count = document.querySelector('[data-selected-count]');
  let at = -1;
  let last = null;

  function typing(event) {
    return event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type="checkbox"]), select, textarea, [contenteditable]');
  }

  function tell() {
    const n = table.querySelectorAll('input[type="checkbox"]:checked').length;
    if (count) count.textContent = n === 0 ? '' : n === 1 ? '1 selected' : `${n} selected`;
  }

  function go(to) {
    if (rows.length === 0) return;
    table.querySelector('tr.current')?.classList.remove('current');
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].classList.add('current');
    (boxOf(rows[at]) ?? rows[at].querySelector('a')).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: 'nearest' });
  }

  table.addEventListener('keydown', event => {
    if (typing(event)) return;
    const here = rows.indexOf(event.target.closest('tr'));
    if (here >= 0) at = here;
    if (event.key === '/' && search) {
      search.focus();
      search.select();
    } else if (event.key === 'j') go(at + 1);
    else if (event.key === 'k') go(at - 1);
    else if (event.key === 'x' && at >= 0 && boxOf(rows[at])) {
      boxOf(rows[at]).checked = !boxOf(rows[at]).checked;
      last = rows[at];
      tell();
    } else if (event.key === 'o' && at >= 0) rows[at].querySelector('a.decide')?.click();
    else return;
    event.preventDefault();
  });

  table.addEventListener('click', event => {
    const box = event.target.closest('input[type="checkbox"]');
    if (!box) return;
    const row = box.closest('tr');
    at = rows.indexOf(row);
    if (event.shiftKey && last) {
      const [from, to] = [rows.indexOf(last), at].sort((a, b) => a - b);
      for (const between of rows.slice(from, to + 1)) {
        if (boxOf(between)) boxOf(between).checked = box.checked;
      }
    }
    last = row;
    tell();
  });

  tell();
})();
