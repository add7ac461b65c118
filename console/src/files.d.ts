// Vite turns an imported style sheet into a file of its own.
declare module '*.css';

// The translations that scenes ship, a module without types.
declare module '*/grafana-scenes.json.js' {
  const texts: object;
  // biome-ignore lint/style/noDefaultExport: the package has no other.
  export default texts;
}
