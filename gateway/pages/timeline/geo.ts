import { isRecord, listOf } from './json.ts'
import { jsonWords, plainLeaf } from './plain-json.ts'

const isPoint = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length >= 2 && value.every((part) => typeof part === 'number')

/** Points of nested coordinates, each as latitude and longitude. GeoJSON has the longitude first. */
function pointsIn(value: unknown): readonly string[] {
  if (isPoint(value)) {
    const [longitude, latitude, ...rest] = value
    return [`latitude ${String(latitude)}, longitude ${String(longitude)}${rest.map((part) => `, ${String(part)}`).join('')}`]
  }
  return Array.isArray(value) ? value.flatMap(pointsIn) : []
}

function shapeWords(value: unknown): string {
  if (!isRecord(value)) return plainLeaf(value)
  const { coordinates, geometry, features, geometries, ...rest } = value
  const shapes = [...listOf(features), ...listOf(geometries)]
  return [
    ...(Object.keys(rest).length === 0 ? [] : [jsonWords(rest, (_, leaf) => plainLeaf(leaf))]),
    ...pointsIn(coordinates),
    ...(geometry === undefined ? [] : [shapeWords(geometry)]),
    ...shapes.map(shapeWords),
  ].join('; ')
}

/** A shape in words: what kind it is, and its points. Text that is no GeoJSON stands as it is. */
export function geoWords(text: string): string {
  try {
    return shapeWords(JSON.parse(text) as unknown)
  } catch {
    return text
  }
}
