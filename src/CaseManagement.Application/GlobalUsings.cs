global using AutoMapper;
global using AutoMapper.QueryableExtensions;
global using CaseManagement.Application.Pipeline;
global using CaseManagement.Application.Ports;
global using CaseManagement.Domain;
global using FluentValidation;
global using Maps = AutoMapper.IConfigurationProvider;
global using MediatR;
global using Microsoft.EntityFrameworkCore;
