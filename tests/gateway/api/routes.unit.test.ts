import express from 'express'
import { describe, expect, it } from '@jest/globals'
import { openApiDocument } from '../../../gateway/api/openapi/document.ts'
import { checkRoutes, registerRoutes } from '../../../gateway/api/register.ts'
import { ROUTES, routeKey, type Route } from '../../../gateway/api/routes.ts'
import { loadCatalogue } from '../../../schemas/index.ts'

const OPENAPI = openApiDocument(loadCatalogue())
const inDocument = (path: string): boolean =>
  /^\/(v1|oauth\/token|subjects|schemas|livez|readyz|openapi\.json|asyncapi\.json)(\/|$)/.test(path)
const row: Route = { method: 'GET', path: '/a', action: 'a', openTo: 'public', purpose: false }
const pass =
  () =>
  (_request: unknown, _response: unknown, next: () => void): void => {
    next()
  }

describe('the route table', () => {
  it('is what the OpenAPI document lists, route for route', () => {
    const listed = Object.entries(OPENAPI.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{([a-z]+)\}/g, ':$1')}`),
    )
    expect(listed.toSorted()).toEqual(
      ROUTES.filter(({ path }) => inDocument(path))
        .map((row) => routeKey(row).replaceAll('*', ':'))
        .toSorted(),
    )
  })
  it('names a purpose parameter wherever a route needs a purpose', () => {
    for (const { path, purpose } of ROUTES.filter(({ path: of }) => inDocument(of))) {
      const operations = (OPENAPI.paths as Record<string, object>)[path.replaceAll(/[:*]([a-z]+)/g, '{$1}')]
      expect(JSON.stringify(operations).includes('#/components/parameters/purpose')).toBe(purpose)
    }
  })
  it('refers to components that exist', () => {
    for (const [, kind, name] of JSON.stringify(OPENAPI).matchAll(/#\/components\/(\w+)\/(\w+)/g))
      expect((OPENAPI.components as unknown as Record<string, Record<string, unknown>>)[kind ?? '']?.[name ?? '']).toBeDefined()
  })
  it('stops the start for a handler without a row, and for a row without a handler', () => {
    expect(() => {
      registerRoutes(express(), { 'GET /a': () => undefined, 'GET /b': () => undefined }, pass, [row])
    }).toThrow('GET /b')
    expect(() => {
      registerRoutes(express(), {}, pass, [row])
    }).toThrow('GET /a')
  })
  it('stops the start for a route that went round it', () => {
    const app = express()
    registerRoutes(app, { 'GET /a': () => undefined }, pass, [row])
    expect(() => {
      checkRoutes(app, [row])
    }).not.toThrow()
    app.get('/hidden', () => undefined)
    expect(() => {
      checkRoutes(app, [row])
    }).toThrow('GET /hidden')
  })
})
