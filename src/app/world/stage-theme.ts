import { darkTheme, lightTheme, type Theme } from '../../view/theme.ts';

/**
 * The theme of the picture: the view's ground colors, and the page's own tokens for what both of them draw.
 * @param isMap whether it lies on water; a diagram lies on the page's own ground
 */
export function stageTheme(scheme: 'light' | 'dark', isMap: boolean): Theme {
  const ground = scheme === 'dark' ? darkTheme : lightTheme;
  const token = tokenReader();
  return {
    ...ground,
    water: isMap ? ground.water : token('--surface-0'),
    text: token('--text'),
    mutedText: token('--text-muted'),
    accent: token('--accent'),
    focus: token('--focus'),
    panel: token('--surface-1'),
    calm: token('--calm'),
    warm: token('--warm'),
    hot: token('--hot'),
    weather: {
      rain: token('--weather-rain'),
      'heavy-rain': token('--weather-heavy-rain'),
      snow: token('--weather-snow'),
      'heavy-snow': token('--weather-heavy-snow'),
      fog: token('--weather-fog'),
      cold: token('--weather-cold'),
      typhoon: token('--weather-typhoon'),
    },
    load: [token('--load-low'), token('--load-middle'), token('--load-high')],
    fontFamily: getComputedStyle(document.body).fontFamily,
  };
}

/** Reads tokens as `rgb(r, g, b)`: a token names both schemes, and only a property resolves it to one. */
export function tokenReader(): (token: string) => string {
  const style = getComputedStyle(document.body);
  const probe = document.createElement('span');
  document.body.append(probe);
  const computed = getComputedStyle(probe);
  queueMicrotask(() => probe.remove());
  return (token) => {
    if (style.getPropertyValue(token) === '') throw new RangeError(`no color token ${token}`);
    probe.style.color = `var(${token})`;
    return computed.color;
  };
}
