const quotes = [
  'A cage went in search of a bird.',
  'There is a point of no return. This point has to be reached.',
  'Paths are made by walking.',
  'From the library select what you love, and join the others where they read.',
];

export function quote(date) {
  return quotes[date.getDate() % quotes.length];
}

export const connect = () => quotes.length;
