const colours = ['#8ab17d', '#e9c46a', '#f4a261', '#6d9dc5', '#b59fcf', '#7fb7b0', '#d88c9a', '#a3a380']

/** A round face with the first character of the name; `index` chooses the colour. */
export function avatarSvg(index: number, name: string): string {
  const colour = colours[index % colours.length] ?? '#8ab17d'
  const letter = ([...name][0] ?? '?').replaceAll(/[<>&"]/g, '?')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="10" fill="${colour}"/><text x="32" y="42" font-size="30" font-family="sans-serif" fill="#fff" text-anchor="middle">${letter}</text></svg>`
}
